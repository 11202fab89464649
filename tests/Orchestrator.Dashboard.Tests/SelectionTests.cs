using CsCheck;
using Orchestrator.Dashboard.Subscriptions;
using Orchestrator.Options;

namespace Orchestrator.Dashboard.Tests;

/// <summary>Which subscriptions of a list are selected.</summary>
public sealed class SelectionTests
{
    private const int Count = Limits.MaxNamedSubscriptions + 20;

    private static readonly SubscriptionFilter Valves = new(null, "valve", null, null, null);

    private static readonly Guid[] Rows = [.. Enumerable.Range(0, Count).Select(static _ => Guid.NewGuid())];

    [Fact]
    public void All_that_the_filters_find_is_their_query_whatever_number_of_rows_that_is_and_some_are_left_out()
    {
        var selection = new SubscriptionSelection();

        selection.SelectAll(Valves);

        Assert.Equal((3_000, "product_name:\"valve\""), (selection.CountOf(3_000), selection.ToQuery(Valves)));
        Assert.Null(selection.Only);
        Assert.Empty(selection.Except);
        Assert.True(selection.IsAll(Valves));
        Assert.All(Rows, row => Assert.True(selection.Contains(row)));

        selection.Set(Rows[3], isSelected: false);

        Assert.Equal((2_999, "product_name:\"valve\""), (selection.CountOf(3_000), selection.ToQuery(Valves)));
        Assert.Equal([Rows[3]], selection.Except);
        Assert.Null(selection.IsAll(Valves));
    }

    [Fact]
    public void All_of_other_filters_is_given_up_and_single_rows_are_kept_whatever_the_filters_find()
    {
        var selection = new SubscriptionSelection();
        selection.SelectAll(Valves);

        selection.Keep(Valves with { Status = "active" });
        Assert.True(selection.IsEmpty);

        selection.Set(Rows[0], isSelected: true);
        selection.Keep(Valves);
        Assert.Equal("", selection.ToQuery(Valves));
        Assert.Equal([Rows[0]], selection.Only);
    }

    [Fact]
    public void A_selection_that_does_not_change_gives_the_same_list()
    {
        var selection = new SubscriptionSelection();
        selection.Set(Rows[0], isSelected: true);
        var first = selection.Only;

        Assert.Same(first, selection.Only);
        selection.Set(Rows[1], isSelected: true);
        Assert.Equal(Rows[..2].Order(), selection.Only);
    }

    [Fact]
    public void Rows_are_named_until_there_are_as_many_as_a_bulk_task_takes_and_the_user_is_told_what_to_do_then()
    {
        var selection = new SubscriptionSelection();
        foreach (var row in Rows.Where(selection.MayChange))
        {
            selection.Set(row, isSelected: true);
        }

        Assert.True(selection.IsFull);
        Assert.Equal((Limits.MaxNamedSubscriptions, Limits.MaxNamedSubscriptions), (selection.CountOf(Count), selection.Only!.Count));
        Assert.Equal(
            "At most 1,000 are selected one by one: select all that the filters find, and narrow the filters.",
            selection.FullText
        );
        selection.Set(Rows[0], isSelected: false);
        Assert.True(selection.MayChange(Rows[^1]));
        Assert.False(selection.IsFull);

        selection.SelectAll(Valves);
        Assert.Equal("At most 1,000 are left out one by one: narrow the filters.", selection.FullText);
    }

    [Fact]
    public void Whatever_is_selected_and_left_out_the_rows_and_the_number_are_those_of_the_bulk_task() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 39].Array[0, 60])
            .Sample(
                static (isAll, clicks) =>
                {
                    var selection = new SubscriptionSelection();
                    var rows = Rows[..40];
                    if (isAll)
                    {
                        selection.SelectAll(Valves);
                    }

                    foreach (var row in clicks.Select(click => rows[click]))
                    {
                        selection.Set(row, !selection.Contains(row));
                    }

                    var meant = rows.Where(row => selection.Only?.Contains(row) != false && !selection.Except.Contains(row)).ToList();
                    return selection.IsEmpty
                        ? selection.CountOf(rows.Length) == rows.Length && meant.Count == rows.Length
                        : selection.CountOf(rows.Length) == meant.Count && meant.SequenceEqual(rows.Where(selection.Contains));
                }
            );
}
