/**
 * Whether a column or property holds the code of a legal entity. Both systems treat such codes without regard to case;
 * we write them in lower case, as Finance's `dataAreaId` does.
 */
export const isCompanyCode = (name: string): boolean =>
  /(^|\.)cdm_companycode$|^dareaid$|dataareaid$/i.test(name);
