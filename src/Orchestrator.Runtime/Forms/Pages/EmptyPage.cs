using System.Text.Json;
using Orchestrator.Forms.Fields;

namespace Orchestrator.Forms.Pages;

/// <summary>The page of a workflow that asks nothing: it must be posted, so that fetching the first page never starts anything.</summary>
internal static class EmptyPage
{
    internal static State Ask(PostedPages answers)
    {
        if (!answers.TryTake(out var page))
        {
            throw new FormNotCompleteException(PageSchema.Describe(AskedRecord.Empty(typeof(Nothing))), hasNext: false);
        }

        Check(page);
        return State.Empty;
    }

    /// <exception cref="FormInvalidException">The page has something in it.</exception>
    internal static void Check(JsonElement page) => PageReader.Read<Nothing>(AskedRecord.Empty(typeof(Nothing)), page, "EmptyPage");

    private sealed record Nothing : FormPage;
}
