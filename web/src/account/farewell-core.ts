interface Called {
  email: string;
  name: string;
}

/** What one types to show that it is no slip: the address, or the name where there is none. */
export const calledOf = ({ email, name }: Called): string => email || name;

export const confirms = (account: Called, typed: string): boolean =>
  typed.trim().toLowerCase() === calledOf(account).toLowerCase();
