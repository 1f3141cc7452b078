import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

/** Debian's Firefox, driven by WebDriver BiDi; its profile goes with it. */
export class Firefox {
  private constructor(
    private readonly browser: Browser,
    private readonly profile: string,
  ) {}

  static async open(): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'footlight-firefox-'));
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: process.env.E2E_FIREFOX ?? '/usr/bin/firefox-esr',
      headless: true,
      timeout: 90_000,
      userDataDir: profile,
      extraPrefsFirefox: {
        // Nothing of its own goes out while it is looked at.
        'app.normandy.enabled': false,
        'browser.safebrowsing.downloads.enabled': false,
        'browser.safebrowsing.malware.enabled': false,
        'browser.safebrowsing.phishing.enabled': false,
        'datareporting.healthreport.uploadEnabled': false,
        'extensions.update.enabled': false,
        'media.gmp-manager.updateEnabled': false,
        'network.captive-portal-service.enabled': false,
        'network.connectivity-service.enabled': false,
        'services.settings.server': 'data:,',
        'toolkit.telemetry.enabled': false,
      },
    });
    return new Firefox(browser, profile);
  }

  /** A page of its own; `kept` stands in the site's local storage from the first visit on. */
  async page(kept: Record<string, string> = {}): Promise<Page> {
    const page = await this.browser.newPage();
    await page.setViewport({ width: 1440, height: 900 });
    await page.evaluateOnNewDocument((given) => {
      for (const [key, value] of Object.entries(given)) localStorage.setItem(key, value);
    }, kept);
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
    // It writes a last word or two as it goes.
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}
