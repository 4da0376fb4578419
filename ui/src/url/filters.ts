import type { Filters } from './viewState.ts';

/** What a parameter's name begins with that rules values out. In a value it means nothing. */
export const NOT = 'not.';
const LABEL = 'label.';
/** Labels of pods are filtered by as attributes of series, under names that nobody reads twice. */
const POD_LABEL = `${LABEL}k8s.pod.label.`;

/** What a filter says of a value: one of those that are wanted, ruled out, or nothing. */
export type Rule = 'any' | 'none' | '';

/** The filters of one attribute, as a person would say them. */
export interface Clause {
  readonly name: string;
  /** `pod a or b`, `not host c` */
  readonly text: string;
}

export function isExclusion(name: string): boolean {
  return name.startsWith(NOT);
}

/** The attribute that a parameter is about, whether it asks for values or rules them out. */
export function attributeOf(name: string): string {
  return isExclusion(name) ? name.slice(NOT.length) : name;
}

export function ruleOf(filters: Filters, attribute: string, value: string): Rule {
  if (valuesOf(filters, NOT + attribute).includes(value)) return 'none';
  return valuesOf(filters, attribute).includes(value) ? 'any' : '';
}

/** Whether anything is said of an attribute. */
export function mentions(filters: Filters, attribute: string): boolean {
  return attribute in filters || NOT + attribute in filters;
}

/** The filters with one value of one attribute wanted, ruled out or neither. */
export function withRule(filters: Filters, attribute: string, value: string, rule: Rule): Filters {
  return withValue(
    withValue(filters, attribute, value, rule === 'any'),
    NOT + attribute,
    value,
    rule === 'none',
  );
}

/** Without anything that is said of an attribute. */
export function withoutAttribute(filters: Filters, attribute: string): Filters {
  return without(without(filters, attribute), NOT + attribute);
}

export function without(filters: Filters, name: string): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([other]) => other !== name));
}

/** What the filters leave, in words: what is wanted of an attribute, then what of it is ruled out. */
export function clausesOf(filters: Filters, called: (attribute: string) => string = filterName): Clause[] {
  const attributes = [...new Set(Object.keys(filters).map(attributeOf))].sort();
  return attributes
    .flatMap((attribute) => [attribute, NOT + attribute])
    .filter((name) => valuesOf(filters, name).length > 0)
    .map((name) => {
      const values = filters[name].map((value) => (value === '' ? '(none)' : value));
      return {
        name,
        text: `${isExclusion(name) ? 'not ' : ''}${called(attributeOf(name))} ${values.join(' or ')}`,
      };
    });
}

/** An attribute as people know it. */
export function filterName(attribute: string): string {
  if (attribute.startsWith(POD_LABEL)) return attribute.slice(POD_LABEL.length);
  return attribute.startsWith(LABEL) ? attribute.slice(LABEL.length) : attribute;
}

/** The values of a parameter; none if the filters don't have it. */
export function valuesOf(filters: Filters, name: string): readonly string[] {
  return Object.hasOwn(filters, name) ? filters[name] : [];
}

function withValue(filters: Filters, name: string, value: string, has: boolean): Filters {
  const values = valuesOf(filters, name);
  if (values.includes(value) === has) return filters;
  const next = has ? [...values, value] : values.filter((other) => other !== value);
  const rest = without(filters, name);
  return next.length === 0 ? rest : { ...rest, [name]: next };
}
