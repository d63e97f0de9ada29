package dev.sluice.worker.plan;

/** When a change is made by a run that cannot do all in one transaction, since the engine commits shapes by themselves. */
public enum ChangeStep {

    /** First: what no reader minds, and what means the same when it is done again. */
    SHAPE,

    /** In the internal schema alone. */
    RECORD,

    /** All together, in the transaction that shows the run's result. */
    ROWS,

    /**
     * Last, each by itself: what takes the place of something that readers see, and what cannot be taken back. Until it
     * is done the next run finds it still to be done.
     */
    REPLACEMENT;

    public static ChangeStep of(Change change) {
        return switch (change) {
            case Change.CreateSchema _, Change.CreateTable _, Change.AddColumn _, Change.WidenColumn _ -> SHAPE;
            case Change.StartFill _,
                    Change.DropFill _,
                    Change.OpenGap _,
                    Change.CloseGap _,
                    Change.ForgetGap _,
                    Change.DescribeEvent _,
                    Change.LeaveOutEvent _ -> RECORD;
            case Change.FillGap _,
                    Change.ReplaceUserMigrations _,
                    Change.ReplaceUsers _,
                    Change.RefillTable _,
                    Change.MoveUsers _,
                    Change.RepointRows _,
                    Change.RemoveRewritten _,
                    Change.DeleteRows _,
                    Change.RemoveTraces _,
                    Change.AppendRows _ -> ROWS;
            case Change.CreateEventTable _,
                    Change.RebuildEventTable _,
                    Change.DropColumn _,
                    Change.ReplaceAllEvents _ -> REPLACEMENT;
            case Change.SegmentChange segment -> of(segment);
        };
    }

    private static ChangeStep of(Change.SegmentChange change) {
        return switch (change) {
            case Change.SegmentChange.CreateSegmentTable _, Change.SegmentChange.ReplaceSegmentTable _ -> REPLACEMENT;
            case Change.SegmentChange.UpdateSegment _ -> ROWS;
            case Change.SegmentChange.DescribeSegment _, Change.SegmentChange.LeaveOutSegment _ -> RECORD;
        };
    }
}
