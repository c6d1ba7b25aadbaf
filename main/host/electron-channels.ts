/** The three channels between the Electron window and the back end; each call of the contract travels over the first. */
export const CALL_CHANNEL = 'ballast:call';
export const UPLOAD_CHANNEL = 'ballast:upload';
export const NOTICE_CHANNEL = 'ballast:notice';
