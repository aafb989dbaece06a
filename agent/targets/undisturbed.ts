/** Tries of an operation that others disturb. */
const mostTries = 5;

/** Does `once` again, from its reading on, while others write at the same time. */
export async function undisturbed<T>(once: () => Promise<T>, isDisturbed: (error: unknown) => boolean): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await once();
    } catch (error) {
      if (!isDisturbed(error) || tries === mostTries) throw error;
    }
  }
}
