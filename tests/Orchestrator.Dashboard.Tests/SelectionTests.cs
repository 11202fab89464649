using CsCheck;
using Orchestrator.Dashboard.Subscriptions;
using Orchestrator.Options;

namespace Orchestrator.Dashboard.Tests;

/// <summary>Which subscriptions of a list are selected.</summary>
public sealed class SelectionTests
{
    private static readonly SubscriptionFilter Valves = new(null, "valve", null, null, null);

    private static readonly Guid[] Rows = [.. Enumerable.Range(0, 40).Select(static _ => Guid.NewGuid())];

    [Fact]
    public void All_that_the_filters_find_is_their_query_whatever_number_of_rows_that_is_and_some_are_left_out()
    {
        var selection = new SubscriptionSelection();

        selection.SelectAll(Valves);

        Assert.Equal((3_000, "product_name:\"valve\""), (selection.CountOf(3_000), selection.ToQuery(Valves)));
        Assert.True(selection.IsAll(Valves));
        Assert.All(Rows, row => Assert.True(selection.Contains(row)));

        selection.Set(Rows[3], isSelected: false);

        Assert.Equal(
            (2_999, $"product_name:\"valve\" -subscription_id:({Rows[3]})"),
            (selection.CountOf(3_000), selection.ToQuery(Valves))
        );
        Assert.Null(selection.IsAll(Valves));
    }

    [Fact]
    public void Words_with_or_stay_one_group_beside_what_is_left_out()
    {
        var (selection, words) = (new SubscriptionSelection(), Valves with { SearchText = "a | b", Product = null });

        selection.SelectAll(words);
        selection.Set(Rows[0], isSelected: false);

        Assert.Equal($"-subscription_id:({Rows[0]}) (a | b)", selection.ToQuery(words));
    }

    [Fact]
    public void All_of_other_filters_is_given_up_and_single_rows_are_kept()
    {
        var selection = new SubscriptionSelection();
        selection.SelectAll(Valves);

        selection.Keep(Valves with { Status = "active" });
        Assert.True(selection.IsEmpty);

        selection.Set(Rows[0], isSelected: true);
        selection.Keep(Valves);
        Assert.Equal($"subscription_id:({Rows[0]})", selection.ToQuery(Valves));
    }

    [Fact]
    public void Whatever_is_selected_and_left_out_the_query_is_short_enough_and_the_rows_and_the_number_are_those_of_it() =>
        Gen.Select(Gen.Bool, Gen.Int[0, Rows.Length - 1].Array[0, 60], Gen.String[Gen.Char.AlphaNumeric, 0, 460])
            .Sample(
                static (isAll, clicks, words) =>
                {
                    var (selection, filter) = (new SubscriptionSelection(), Valves with { SearchText = words });
                    if (isAll)
                    {
                        selection.SelectAll(filter);
                    }

                    foreach (var row in clicks.Select(static click => Rows[click]).Where(selection.MayChange))
                    {
                        selection.Set(row, !selection.Contains(row));
                    }

                    var (query, selected) = (selection.ToQuery(filter), Rows.Count(selection.Contains));
                    return selection.IsEmpty
                        || (
                            query.Length + "() drift:drifted".Length <= Math.Max(Limits.MaxQueryLength, filter.ToQuery().Length + 16)
                            && selection.CountOf(Rows.Length) == selected
                            && Rows.All(row =>
                                query.Contains(row.ToString(), StringComparison.Ordinal) == (selection.Contains(row) != isAll)
                            )
                        );
                }
            );
}
