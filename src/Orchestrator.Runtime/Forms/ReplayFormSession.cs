using System.Text.Json;

namespace Orchestrator.Forms;

/// <summary>Answers a form's pages from a post.</summary>
internal sealed class ReplayFormSession(PostedPages answers) : FormSession
{
    private string _lastPage = "form";

    public override ValueTask<TPage> AskAsync<TPage>(TPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return new(Ask<TPage>(JsonSerializer.SerializeToElement(page, StateJson.Options)));
    }

    public override ValueTask<TPage> AskAsync<TPage>() => new(Ask<TPage>(prefill: null));

    public override FormException Invalid(string? field, string message) =>
        new FormInvalidException(_lastPage, [new([field is null ? PageFields.Root : JsonNamingPolicy.SnakeCaseLower.ConvertName(field)], message, "value_error")]);

    private TPage Ask<TPage>(JsonElement? prefill)
        where TPage : FormPage
    {
        var fields = PageFields.Of(typeof(TPage));
        _lastPage = typeof(TPage).Name;
        return answers.TryTake(out var posted)
            ? PageReader.Read<TPage>(fields, posted, prefill)
            : throw new FormNotCompleteException(PageSchema.Describe(fields, prefill), hasNext: true);
    }
}
