package dev.sluice.definitions.property;

import dev.sluice.definitions.archive.ArchivableRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A property of the catalog as stored. */
@Entity
@Table(name = "property")
class PropertyRow extends ArchivableRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "property_id")
    @SequenceGenerator(name = "property_id", sequenceName = "property_id", allocationSize = 50)
    Long id;

    @Column(name = "environment_id")
    long environmentId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    Level level;

    String key;

    @Column(name = "column_name")
    String columnName;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    ColumnType type;

    @Column(name = "wide_integers")
    boolean wideIntegers;

    String category;

    @Column(name = "first_seen")
    Instant firstSeen;

    /** Whether anything that others can see has changed. */
    boolean widen(ObservedType observed) {
        if (level.isBuiltIn(key)) {
            return false;
        }
        var before = type;
        var joined = new ObservedType(type, wideIntegers).join(observed);
        type = joined.type();
        wideIntegers = joined.wideIntegers();
        return type != before;
    }

    @Override
    protected String shown() {
        return "property " + id;
    }
}
