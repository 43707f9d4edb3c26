import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { WarmFold } from '../../../pipelines/journal/warm-fold';
import type { FollowedSource } from '../../../pipelines/live/followed';
import { JournalFollower, type FollowerOptions } from '../../../pipelines/live/journal-follower';
import type { Health } from '../../../src/io/publish/health';

interface FollowerLife extends FollowerOptions {
  readonly sourceOf: () => FollowedSource;
  /** Another stands by for the directory, and has it after a crash; else it is the first again that starts. */
  readonly standsBy: boolean;
}

/** Those who follow a journal into one directory, one after the other, on a hand clock. */
export class FollowerLives {
  private follower: JournalFollower | undefined;
  private source: FollowedSource;
  private warm: WarmFold | undefined;
  private nowMs = 0;

  constructor(private readonly life: FollowerLife) {
    this.source = life.sourceOf();
  }

  async lookAt(nowMs: number): Promise<void> {
    this.nowMs = nowMs;
    const { life, source, warm } = this;
    if (this.follower === undefined) {
      this.follower = await JournalFollower.open({ ...life, source, warm });
      this.source = life.sourceOf();
      this.warm = life.standsBy ? new WarmFold(life.out, this.source.open.bind(this.source)) : undefined;
    }
    await this.follower.cycle({ wallMs: nowMs, steadyMs: nowMs });
    await this.standBy();
  }

  /** Has who stands by look, if anybody does: also while the first is halted. */
  async standBy(): Promise<void> {
    if (this.follower !== undefined) await this.warm?.look();
  }

  /** As after a kill -9. */
  crash(): void {
    this.follower = undefined;
    rmSync(join(this.life.out, '.intel.lock'), { recursive: true, force: true });
  }

  async close(nowMs = this.nowMs): Promise<void> {
    this.warm?.close();
    await this.follower?.close({ wallMs: nowMs, steadyMs: nowMs });
  }

  healthAt(nowMs: number): Health | undefined {
    return this.follower?.health({ wallMs: nowMs, steadyMs: nowMs });
  }
}
