/** The other side of a cache: counts how often it is asked, and answers what it is told to. */
export class Source<T> {
  fetches = 0;
  private answer: () => Promise<T>;

  constructor(value: T) {
    this.answer = async () => value;
  }

  readonly load = (): Promise<T> => {
    this.fetches += 1;
    return this.answer();
  };

  answers(value: T): void {
    this.answer = async () => value;
  }

  fails(error: unknown = new Error('down')): void {
    this.answer = async () => {
      throw error;
    };
  }

  /** Lets the fetches from now on hang, until the function that is returned ends them. */
  hangs(): (value: T) => void {
    const { promise, resolve } = pending<T>();
    this.answer = () => promise;
    return resolve;
  }
}

interface Pending<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

/** A promise that is kept from outside. */
export function pending<T>(): Pending<T> {
  const kept: ((value: T) => void)[] = [];
  const promise = new Promise<T>((resolve) => kept.push(resolve));
  return { promise, resolve: (value) => kept[0]?.(value) };
}
