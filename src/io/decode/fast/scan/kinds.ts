/** What a field of a row holds. Plain constants: wasm/ is compiled with them too. */

export const ABSENT = 0;
export const NULL = 1;
export const TRUE = 2;
export const FALSE = 3;
export const NUMBER = 4;
/** A text of ASCII alone. */
export const ASCII = 5;
export const TEXT = 6;
export const OBJECT = 7;
export const ARRAY = 8;
