//! Foreign Markdown for the scenes of the import.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::Data;

/// A playbook as others write them: numbered headings, bullets, a table, strong lines, placeholders.
const LOST: &str = "\
# Lost laptop playbook

Owner: workplace team. Reviewed every spring.

## 1. Detection and triage

1. Note when the laptop was seen last, and by whom.
2. Look up the device for case {{CASE}} in the inventory.

## 2. Containment

### 2.1 Lock the account

Tell the incident commander before, because the owner cannot sign in afterwards.

- Sign the account out of Microsoft 365 everywhere
- Reset the password
- Remove the second factor that lies in the same bag

```powershell
Get-MgUser -UserId {{OWNER}}
```

### 2.2 Lock the laptop

- Send the lock from the device management
- Ask the police for a number of the case

## 3. Eradication

**Credentials on the disk**

- Rotate keys that were kept on it (T1552.001)
- Revoke certificates

## 4. Recovery

| Step | Who |
|---|---|
| Give the owner another laptop | Workplace team |
| Restore the files from the last backup | Owner |

## 5. Review

- Was the disk encrypted, and who knows it for sure?

## References

- Handbook, chapter 7
";

/// An index, which is no playbook.
const README: &str = "# Our playbooks\n\n- [Lost laptop](lost-laptop.md)\n- [Odd invoice](odd-invoice.md)\n";

/// Another playbook, whose phases are told by its list.
const INVOICE: &str = "\
# Odd invoice runbook

1. **Detection**: An invoice names an account nobody knows
2. **Analysis**: Ask the sender by telephone, not by mail
3. **Containment**: Stop the payment
4. **Recovery**: Ask the bank to take it back
5. **Lessons learned**: Write down who noticed it and how
";

/// Writes the files into a folder of their own, once, and gives its path.
pub(crate) fn folder(data: &Data) -> Result<PathBuf> {
    let folder = data.folder().join("theirs");
    fs::create_dir_all(&folder)?;
    for (name, text) in [("lost-laptop.md", LOST), ("README.md", README), ("odd-invoice.md", INVOICE)] {
        fs::write(folder.join(name), text)?;
    }
    Ok(folder)
}
