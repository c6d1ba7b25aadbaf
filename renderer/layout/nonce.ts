/** The nonce that the host gave this page, for the styles that grid and dock inject. Browsers hide the attribute, not the property. */
export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
