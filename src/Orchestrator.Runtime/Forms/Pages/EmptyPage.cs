using System.Text.Json.Nodes;
using Orchestrator.Forms.Fields;

namespace Orchestrator.Forms.Pages;

/// <summary>The page of a workflow that asks nothing: it must be posted, so that fetching the first page never starts anything.</summary>
internal static class EmptyPage
{
    internal static State Ask(PostedPages answers)
    {
        if (!answers.TryTake(out var page))
        {
            throw new FormNotCompleteException(
                new JsonObject
                {
                    ["title"] = "unknown",
                    ["type"] = "object",
                    ["additionalProperties"] = false,
                    ["properties"] = new JsonObject(),
                },
                hasNext: false
            );
        }

        PageReader.Read<Nothing>(PageFields.Of(typeof(Nothing)), page, prefill: null, "EmptyPage");
        return State.Empty;
    }

    private sealed record Nothing : FormPage;
}
