import type { Explanation, PageModel, ReportModel } from '../../model/page-model';

/** What came over the wire is looked at once, here: this page draws version 1. */

export function isPageModel(value: unknown): value is PageModel {
  return (
    isRecord(value) && value['version'] === 1 && isRecord(value['header']) && Array.isArray(value['symbols'])
  );
}

export function isExplanation(value: unknown): value is Explanation {
  return isRecord(value) && typeof value['symbol'] === 'string' && Array.isArray(value['sections']);
}

export function isReportModel(value: unknown): value is ReportModel {
  return isRecord(value) && isPageModel(value['page']) && Array.isArray(value['explanations']);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
