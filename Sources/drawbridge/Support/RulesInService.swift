import Postgres
import Rules
import Store

/// The rules that workers use.
enum RulesInService {
  /// The published ones, else those of the folder (or always these, where a folder is named), with what was added to their
  /// lists in a hurry.
  static func files(_ rules: RulesOptions, _ places: Places, on db: borrowing Connection) throws -> RuleFiles {
    let additions = try ListAdditions.file(on: db)
    if rules.rules == nil, let published = try RulebookStore.publications(limit: 1, on: db).first {
      do {
        return try RulebookStore.files(published.number, on: db).adding(additions)
      } catch let error as PostgresError where error.sqlState == PostgresError.insufficientPrivilege {
        Terminal.note("this login may not read the published rules: those of the folder are looked at instead")
      }
    }
    return RuleFiles(folder: rules.folder(places)).adding(additions)
  }

  /// Entries added in a hurry that workers leave out; none where this machine has no rules to tell by.
  static func quarantined(
    _ rules: RulesOptions, _ places: Places, on db: borrowing Connection
  ) throws -> [Quarantined] {
    let files = try files(rules, places, on: db)
    return files.issues.isEmpty ? ParsedRules(files).quarantined : []
  }
}
