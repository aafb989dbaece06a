import { expect, type Locator, type Page } from '@playwright/test';

type Kind = 'Application' | 'Runtime' | 'Scenario';

/** The map as a person finds it: by the names cards announce. */
export function mapPage(page: Page) {
  const card = (kind: Kind, name: string): Locator =>
    page.getByRole('button', { name: new RegExp(`^${name}, ${kind};`) });
  const line = (application: string, runtime: string): Locator =>
    page.getByRole('button', { name: new RegExp(`^${application} to ${runtime}: `) });
  const draft = page.getByRole('complementary', { name: /^Draft/ });

  /** Drags by mouse in steps, as a hand does; `drop: false` leaves the card in hand. */
  const drag = async (from: Locator, to: Locator, options: { drop: boolean } = { drop: true }) => {
    // Hovering waits until the map stands still.
    await from.hover({ position: { x: 12, y: 12 } });
    const start = await from.boundingBox();
    if (!start) throw new Error('nothing to drag');
    await page.mouse.move(start.x + start.width / 2, start.y + start.height / 3);
    await page.mouse.down();
    await page.mouse.move(start.x + start.width / 2 + 12, start.y + start.height / 3 + 4, { steps: 3 });
    // What is dropped on may appear only once something is in hand, as the Remove tray does.
    const end = await to.boundingBox();
    if (!end) throw new Error('nowhere to drag to');
    await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 12 });
    if (options.drop) await page.mouse.up();
  };

  /** One finger, as Chromium hears of it: a long press is one that is not lifted at once. */
  const finger = async () => {
    const session = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints });
    let at = { x: 0, y: 0 };
    const middleOf = async (of: Locator) => {
      const box = await of.boundingBox();
      if (!box) throw new Error('nothing to touch');
      return { x: box.x + box.width / 2, y: box.y + box.height / 3 };
    };
    return {
      press: async (on: Locator) => {
        at = await middleOf(on);
        await send('touchStart', [at]);
      },
      moveTo: async (to: Locator) => {
        const [from, end] = [at, await middleOf(to)];
        for (const share of [0.2, 0.6, 1]) {
          at = { x: from.x + (end.x - from.x) * share, y: from.y + (end.y - from.y) * share };
          await send('touchMove', [at]);
        }
      },
      lift: () => send('touchEnd', []),
      /** At once, before it becomes a long press. */
      swipe: async (on: Locator, down: number) => {
        const from = await middleOf(on);
        // None waits for the answer to the one before.
        await Promise.all([
          send('touchStart', [from]),
          ...[0.3, 0.7, 1].map((share) => send('touchMove', [{ x: from.x, y: from.y + down * share }])),
          send('touchEnd', []),
        ]);
      },
    };
  };

  return {
    page,
    card,
    line,
    draft,
    drag,
    finger,
    /** The card under the pointer or finger while it is carried. */
    inHand: page.locator('[data-in-hand]'),
    tray: (scenario: string) =>
      page.getByRole('region', { name: 'Remove from a scenario' }).getByRole('button', { name: scenario, exact: true }),
    /** Shift and a drag over empty canvas, around two cards of one column and what stands between them. */
    frame: async (a: Locator, b: Locator) => {
      await a.hover();
      const [one, other] = [await a.boundingBox(), await b.boundingBox()];
      if (!one || !other) throw new Error('nothing to frame');
      const [upper, lower] = one.y < other.y ? [one, other] : [other, one];
      await page.keyboard.down('Shift');
      await page.mouse.move(upper.x + upper.width + 8, upper.y - 6);
      await page.mouse.down();
      await page.mouse.move(lower.x + 20, lower.y + lower.height - 8, { steps: 6 });
      await page.mouse.up();
      await page.keyboard.up('Shift');
    },
    undo: page.getByRole('button', { name: 'Undo' }),
    open: async (consoleUrl: string, search = '') => {
      await page.goto(`${consoleUrl}/t/default/map${search}`);
      await expect(page.getByRole('heading', { name: 'Map' })).toBeVisible();
    },
    /** Opens the menu of a card by pointing at it and presses an entry. */
    choose: async (of: Locator, name: string, entry: RegExp) => {
      await of.hover();
      await page.getByRole('button', { name: `Actions for ${name}` }).click();
      await page.getByRole('menuitem', { name: entry }).click();
    },
    /** Types the confirmation and applies the draft. */
    apply: async (confirmation: string) => {
      await draft.getByRole('textbox').fill(confirmation);
      await draft.getByRole('button', { name: /^Apply/ }).click();
      await expect(draft).toBeHidden();
    },
  };
}
