import { dataverseUser, type DataverseUser } from '../../infra/local/story/dataverse-user.ts';
import { masterData, type MasterData } from '../../infra/local/story/master-data.ts';

/** Who makes rows in Dataverse, and the master data that these point to. */
export interface People {
  readonly june: DataverseUser;
  /** Project Operations' own processes. */
  readonly system: DataverseUser;
  readonly master: MasterData;
}

/** @param url of the Dataverse sandbox. */
export async function peopleOf(url: string): Promise<People> {
  const june = dataverseUser(url, 'June Low');
  return { june, system: dataverseUser(url, 'system'), master: await masterData(june) };
}
