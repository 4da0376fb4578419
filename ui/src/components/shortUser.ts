const SERVICE_ACCOUNT = /^system:serviceaccount:[^:]+:([^:]+)$/;

/** A user's name as it fits a header: service accounts by their last part. */
export function shortUser(user: string): string {
  return SERVICE_ACCOUNT.exec(user)?.[1] ?? user;
}
