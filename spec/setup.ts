import fc from 'fast-check';

/** Loaded before every spec. A failing property tells its reason in its message: of a cause, the other process tells nothing. */
fc.configureGlobal({ includeErrorInReport: true });
