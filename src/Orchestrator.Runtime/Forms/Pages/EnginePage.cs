using System.Text.Json;
using Orchestrator.Catalog;
using Orchestrator.Forms.Fields;

namespace Orchestrator.Forms.Pages;

/// <summary>The one page that the form of an engine's own workflow asks, and what can be wrong with an answer.</summary>
/// <typeparam name="TPage">The page.</typeparam>
/// <param name="findMistake">What is wrong with an answer besides what its attributes say; null where nothing is.</param>
/// <param name="findUnknown">
/// What an answer names that the code does not have; null where nothing is. The form itself asks the database for it.
/// </param>
/// <param name="findDoubt">What an answer names that the code does not have and the database may have; null where nothing is.</param>
internal sealed class EnginePage<TPage>(
    Func<TPage, WorkflowCatalog, PageMistake?>? findMistake = null,
    Func<TPage, WorkflowCatalog, PageMistake?>? findUnknown = null,
    Func<TPage, WorkflowCatalog, PageMistake?>? findDoubt = null
) : IEnginePage
    where TPage : FormPage
{
    IReadOnlyList<(string Location, string Message)> IEnginePage.FindMistakes(JsonElement posted, WorkflowCatalog catalog)
    {
        TPage page;
        try
        {
            page = Read(posted);
        }
        catch (FormInvalidException invalid)
        {
            return [.. invalid.Errors.Select(static error => (string.Join('.', error.Location), error.Message))];
        }

        return Locate(FindMistake(page, catalog) ?? findUnknown?.Invoke(page, catalog));
    }

    IReadOnlyList<(string Location, string Message)> IEnginePage.FindDoubts(JsonElement posted, WorkflowCatalog catalog) =>
        findDoubt is null ? [] : Locate(findDoubt(Read(posted), catalog));

    /// <summary>Refuses an answer that the form has read.</summary>
    /// <exception cref="FormException">Something is wrong with it.</exception>
    internal TPage Check(TPage page, FormSession form, WorkflowCatalog catalog) =>
        FindMistake(page, catalog) is { } mistake ? throw form.Invalid(mistake.Member, mistake.Message) : page;

    private static TPage Read(JsonElement posted) => PageReader.Read<TPage>(AskedRecord.Empty(typeof(TPage)), posted);

    private static IReadOnlyList<(string Location, string Message)> Locate(PageMistake? mistake) =>
        mistake is null ? [] : [(PageFields.Of(typeof(TPage)).Find(mistake.Member)!.Name, mistake.Message)];

    private PageMistake? FindMistake(TPage page, WorkflowCatalog catalog) => findMistake?.Invoke(page, catalog);
}

/// <summary>What is wrong with an answer.</summary>
/// <param name="Member">The property.</param>
/// <param name="Message">What is wrong, and how to correct it.</param>
internal sealed record PageMistake(string Member, string Message)
{
    /// <summary>What is wrong with a member whose value something refuses.</summary>
    internal static PageMistake? Of(string member, Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (InvalidRequestException invalid)
        {
            return new(member, invalid.Message);
        }
    }
}
