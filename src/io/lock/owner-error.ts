/** Another process writes where only one may. Exit code 4. */
export class OwnerError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OwnerError';
  }
}
