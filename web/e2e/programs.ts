import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test } from '@playwright/test';

/** Skips the file's tests by name when a program is missing; with FOOTLIGHT_TEST_ALL=1 that is a failure. */
export function need(program: string, debianPackage: string): void {
  const found = (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (found) return;
  if (process.env.FOOTLIGHT_TEST_ALL === '1') throw new Error(`${program} is missing: apt install ${debianPackage}`);
  test.skip(true, `SKIPPED (apt install ${debianPackage})`);
}
