type Properties = Readonly<Record<string, unknown>>;

/**
 * Reads resolved CloudFormation properties and refuses what it was not told about: a property that the emulator
 * passed over in silence could be the one that protects somebody.
 */
export class PropertyReader {
  private readonly properties: Properties;

  /** @param path names the resource in messages, for instance `UserPool 'AuthUserPool'` */
  public constructor(private readonly path: string, properties: unknown) {
    if (properties === null || typeof properties !== 'object' || Array.isArray(properties)) {
      throw new Error(`${path}: expected an object`);
    }
    this.properties = properties as Properties;
  }

  public get names(): string[] {
    return Object.keys(this.properties).filter((name) => this.properties[name] !== undefined && this.properties[name] !== null);
  }

  /** @throws Error for a property outside `known` */
  public onlyKnows(known: readonly string[]): void {
    const unknown = this.names.filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      throw new Error(`${this.path}: the local stack does not support ${unknown.join(', ')}; remove it or deploy to AWS to use it`);
    }
  }

  /** @throws Error for a property that is set although the emulator cannot honour it */
  public refuses(name: string, why: string): void {
    if (this.names.includes(name)) throw this.error(name, why);
  }

  public text(name: string): string | undefined {
    return this.typed<string>(name, 'string');
  }

  public requiredText(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === '') throw this.error(name, 'is required');
    return value;
  }

  public oneOf<const T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value !== undefined && !values.includes(value as T)) throw this.error(name, `must be one of ${values.join(', ')}, not '${value}'`);
    return value as T | undefined;
  }

  /** CloudFormation also takes the words `true` and `false`. */
  public bool(name: string): boolean | undefined {
    const value = this.properties[name];
    if (value === 'true' || value === 'false') return value === 'true';
    return this.typed<boolean>(name, 'boolean');
  }

  /** An integer in `min` to `max`; CloudFormation also takes its decimal digits. */
  public integer(name: string, min: number, max: number): number | undefined {
    const value = this.properties[name];
    if (value === undefined || value === null) return undefined;
    const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number)) throw this.error(name, 'must be an integer');
    if (number < min || number > max) throw this.error(name, `must be ${min} to ${max}, not ${number}`);
    return number;
  }

  public texts(name: string): readonly string[] | undefined {
    const value = this.properties[name];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) throw this.error(name, 'must be a list of strings');
    return value as string[];
  }

  public textsOf<const T extends string>(name: string, values: readonly T[]): readonly T[] | undefined {
    const found = this.texts(name);
    const odd = found?.filter((item) => !values.includes(item as T)) ?? [];
    if (odd.length > 0) throw this.error(name, `the local stack does not support ${odd.join(', ')}`);
    return found as T[] | undefined;
  }

  public object(name: string): PropertyReader | undefined {
    const value = this.properties[name];
    return value === undefined || value === null ? undefined : new PropertyReader(`${this.path}.${name}`, value);
  }

  public objects(name: string): readonly PropertyReader[] {
    const value = this.properties[name] ?? [];
    if (!Array.isArray(value)) throw this.error(name, 'must be a list');
    return value.map((item, index) => new PropertyReader(`${this.path}.${name}[${index}]`, item));
  }

  public error(name: string, problem: string): Error {
    return new Error(`${this.path}.${name}: ${problem}`);
  }

  private typed<T>(name: string, type: 'string' | 'boolean'): T | undefined {
    const value = this.properties[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== type) throw this.error(name, `must be a ${type}`);
    return value as T;
  }
}
