/** An IBAN in fours, as it is printed: `FI21 1234 5600 0007 85`. */
export const groupIban = (iban: string): string => iban.replace(/\s/gu, "").replace(/(.{4})(?=.)/gu, "$1\u00A0");
