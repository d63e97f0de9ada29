package dev.sluice.definitions.archive;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.MappedSuperclass;

/** What can be archived and restored, as stored: verbs that do not fit the state are refused with WRONG_STATE. */
@MappedSuperclass
public abstract class ArchivableRow extends PanacheEntityBase {

    public boolean archived;

    /** How messages name it: {@code segment 7}. */
    protected abstract String shown();

    public void requireActive() {
        if (archived) {
            throw wrongState("is archived");
        }
    }

    public void archive() {
        requireActive();
        archived = true;
    }

    public void restore() {
        if (!archived) {
            throw wrongState("is not archived");
        }
        archived = false;
    }

    private Failure wrongState(String state) {
        return new Failure.Precondition(ErrorReason.ERROR_REASON_WRONG_STATE, shown() + " " + state);
    }
}
