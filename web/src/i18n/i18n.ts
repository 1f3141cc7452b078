import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';

/** English is in the shell; another language will be a chunk of its own, loaded before the first paint. */
export const i18n = i18next.createInstance();

void i18n.use(initReactI18next).init({
  // Everything is here already: the first paint must not wait.
  initAsync: false,
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  interpolation: { escapeValue: false },
});

/** Dates and numbers follow the person's own settings within the language of the page. */
export const locale = (): string | undefined =>
  navigator.languages.find((language) => language.startsWith(i18n.language)) ?? i18n.language;
