import type { ProviderRow } from '../api/types';
import { asHostError, call, type HostError } from '../host';

/** The providers with what is missing before an incident, as every screen that shows it reads it. */
class Readiness {
  rows = $state.raw<ProviderRow[] | null>(null);
  /** Why they could not be read. */
  problem = $state.raw<HostError | null>(null);

  /** How much is missing, over all providers in use. */
  get missing(): number {
    return (this.rows ?? []).reduce((sum, row) => sum + row.gaps.length, 0);
  }

  async read(): Promise<void> {
    try {
      this.rows = await call('provider.list', {});
      this.problem = null;
    } catch (thrown) {
      this.problem = asHostError(thrown);
    }
  }

  /** Takes a row that has changed. */
  take(row: ProviderRow): void {
    this.rows = this.rows?.map((each) => (each.id === row.id ? row : each)) ?? null;
  }
}

export const readiness = new Readiness();
