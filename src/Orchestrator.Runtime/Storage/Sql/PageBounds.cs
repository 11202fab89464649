namespace Orchestrator.Storage.Sql;

/// <summary>How much of a list is given at once.</summary>
internal static class PageBounds
{
    /// <exception cref="InvalidRequestException">It is not a part of a list, or a larger one than the settings allow.</exception>
    internal static void Check(int skip, int take, int largest)
    {
        if (skip < 0 || take < 0)
        {
            throw new InvalidRequestException(
                "range_invalid",
                $"A part of a list begins at 0 or later and has 0 rows or more, not {take} from {skip}."
            );
        }

        if (take > largest)
        {
            throw new InvalidRequestException(
                "range_too_large",
                $"A list gives at most {largest} rows at once, not {take}. Ask for a smaller range, or raise Orchestrator:MaxPageSize."
            );
        }
    }
}
