package dev.sluice.local.console;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;

/** Draws rows as a table of text: numbers to the right, the rest to the left, nothing for null. */
public final class TextTable {

    private static final int WIDEST_CELL = 100;

    private TextTable() {}

    public static String render(List<String> headers, List<? extends List<?>> rows) {
        var columns = new ArrayList<ColumnData<List<?>>>();
        for (int index = 0; index < headers.size(); index++) {
            columns.add(column(headers.get(index), rows, index));
        }
        return AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, List.<List<?>>copyOf(rows), columns);
    }

    private static ColumnData<List<?>> column(String header, List<? extends List<?>> rows, int index) {
        var numeric = rows.stream().map(row -> row.get(index)).allMatch(cell -> cell == null || cell instanceof Number);
        var align = numeric && !rows.isEmpty() ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
        return new Column()
                .header(header)
                .headerAlign(align)
                .dataAlign(align)
                .maxWidth(WIDEST_CELL)
                .with(row -> text(row.get(index)));
    }

    private static String text(Object cell) {
        return cell == null ? "" : cell.toString();
    }
}
