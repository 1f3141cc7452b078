/** Languages to choose from, as BCP 47 tags. */
export const LANGUAGES: readonly string[] = [
  'ar',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'fi',
  'fr',
  'ga',
  'he',
  'hi',
  'hu',
  'it',
  'ja',
  'ko',
].concat(['nb', 'nl', 'pl', 'pt', 'ro', 'ru', 'sv', 'tr', 'uk', 'vi', 'zh']);
