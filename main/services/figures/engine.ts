/** Version of Ballast: part of every risk document. Held equal to package.json by a test. */
export const engineVersion = '0.1.0';

export const engineName = `ballast ${engineVersion}`;
