export const API_SCHEMA: object = {};
