import { limits, type OutlineEntry, type OutlineField, type OutlineGroup, type OutlineModel } from './outline.ts';

/** Counts what an outline holds and says what did not fit. */
export class Budget {
  #entries = 0;
  #models = 0;
  #fields = 0;
  #left = { operations: 0, models: 0, fields: 0 };

  fields(all: Iterable<OutlineField>): OutlineField[] {
    const kept: OutlineField[] = [];
    for (const field of all) {
      if (kept.length >= limits.fields || this.#fields >= limits.allFields) {
        this.#left.fields += 1;
        break;
      }
      this.#fields += 1;
      kept.push(field);
    }
    return kept;
  }

  /** Adds what `make` answers to the group unless there are too many already. */
  entry(group: OutlineGroup, make: () => OutlineEntry): void {
    this.#entries += 1;
    if (this.#entries > limits.entries) this.#left.operations += 1;
    else group.entries.push(make());
  }

  models<Source>(all: Iterable<Source>, make: (source: Source) => OutlineModel): OutlineModel[] {
    const kept: OutlineModel[] = [];
    for (const source of all) {
      this.#models += 1;
      if (this.#models > limits.models) this.#left.models += 1;
      else kept.push(make(source));
    }
    return kept;
  }

  omitted(entries: string): string[] {
    const { operations, models, fields } = this.#left;
    return [
      operations > 0 && `${operations} ${entries}`,
      models > 0 && `${models} types`,
      fields > 0 && `fields of ${fields} long lists`,
    ].filter((each) => each !== false);
  }
}
