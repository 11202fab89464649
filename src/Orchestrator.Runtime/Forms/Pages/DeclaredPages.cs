using System.Text.Json;
using Orchestrator.Catalog;

namespace Orchestrator.Forms.Pages;

/// <summary>
/// Checks pages that the code gives to a workflow, when its host starts: as far as the engine itself asks them, which are all pages of its
/// own workflows. What a form of the author's asks is known only when it runs.
/// </summary>
internal static class DeclaredPages
{
    /// <summary>What is wrong with the pages of a start, in words; nothing when they may be right.</summary>
    internal static IEnumerable<string> FindProblems(WorkflowDescriptor workflow, IReadOnlyList<JsonElement> pages, WorkflowCatalog catalog)
    {
        foreach (var error in FindErrors(workflow, pages[0], catalog))
        {
            yield return $"'{string.Join('.', error.Location)}' of its first page: {error.Message}";
        }

        if (workflow.EnginePage is { } page)
        {
            foreach (var problem in FindProblems(workflow, page, pages, catalog))
            {
                yield return problem;
            }
        }
        else if (workflow.Form is null && pages.Count > 1)
        {
            yield return $"'{workflow.Name}' asks one page, and {pages.Count} are given: remove the others";
        }
    }

    /// <summary>What is wrong with the answer to a form of the engine's own, which asks one page.</summary>
    private static IEnumerable<string> FindProblems(
        WorkflowDescriptor workflow,
        IEnginePage page,
        IReadOnlyList<JsonElement> pages,
        WorkflowCatalog catalog
    )
    {
        var (position, name) = PositionOf(workflow);
        if (pages.Count <= position)
        {
            yield return DescribeUnanswered(workflow);
            yield break;
        }

        foreach (var (location, message) in page.FindMistakes(pages[position], catalog))
        {
            yield return $"'{location}' of its {name} page: {message}";
        }

        if (pages.Count > position + 1)
        {
            var asked = position == 0 ? "one page" : "two pages";
            yield return $"'{workflow.Name}' asks {asked}, and {pages.Count} are given: remove the others";
        }
    }

    /// <summary>
    /// The answers that are probably misspelt or missing, in words. A form of the author's may ask for what it does not return, and may ask
    /// nothing, and the database may have what the code does not, so that they are no more than a doubt.
    /// </summary>
    internal static IEnumerable<string> FindDoubts(WorkflowDescriptor workflow, IReadOnlyList<JsonElement> pages, WorkflowCatalog catalog)
    {
        if (workflow.EnginePage is { } page)
        {
            var (position, name) = PositionOf(workflow);
            return page.FindDoubts(pages[position], catalog).Select(doubt => $"'{doubt.Location}' of its {name} page: {doubt.Message}");
        }

        if (workflow is { Form: not null, Target: not Target.System } && pages.Count == 1)
        {
            return [DescribeUnanswered(workflow)];
        }

        if (workflow.FormKeys is not { WritesAnyKey: false, Writes: var given })
        {
            return [];
        }

        string[] answered =
        [
            .. pages
                .Skip(workflow.Target == Target.System ? 0 : 1)
                .Where(static page => page.ValueKind == JsonValueKind.Object)
                .SelectMany(static page => page.EnumerateObject())
                .Select(static field => field.Name),
        ];
        return answered
            .Except(given)
            .Select(name => (Name: name, Near: NameSuggestion.Find(name, given.Except(answered))))
            .Where(static field => field.Near is not null)
            .Select(field => $"the form of '{workflow.Name}' does not return '{field.Name}'. Did you mean '{field.Near}'?");
    }

    /// <summary>Which page answers the form of the engine's own workflow: the one after that which selects the subscription.</summary>
    private static (int Position, string Name) PositionOf(WorkflowDescriptor workflow) =>
        workflow.Target == Target.System ? (0, "first") : (1, "second");

    private static string DescribeUnanswered(WorkflowDescriptor workflow) =>
        $"'{workflow.Name}' has an input form, and no page answers it. Add its pages after the first one.";

    private static IReadOnlyList<FormError> FindErrors(WorkflowDescriptor workflow, JsonElement first, WorkflowCatalog catalog)
    {
        try
        {
            switch (workflow)
            {
                case { Target: Target.Create }:
                    ProductPage.Read(first, NamesOf(workflow, catalog));
                    break;
                case { Target: not Target.System }:
                    SubscriptionPage.Read(first);
                    break;
                case { Form: null }:
                    EmptyPage.Check(first);
                    break;
            }

            return [];
        }
        catch (FormInvalidException invalid)
        {
            return invalid.Errors;
        }
    }

    // Which of them are offered, and their ids, only the database knows.
    private static Dictionary<string, Guid> NamesOf(WorkflowDescriptor workflow, WorkflowCatalog catalog) =>
        catalog
            .Products.Where(product => workflow.Products.Contains(product.Type))
            .ToDictionary(static product => product.Name, static _ => Guid.Empty);
}
