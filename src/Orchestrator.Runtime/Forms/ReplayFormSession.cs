using System.Text.Json;
using Orchestrator.Forms.Fields;

namespace Orchestrator.Forms;

/// <summary>Answers a form's pages from a post.</summary>
internal sealed class ReplayFormSession(PostedPages answers) : FormSession
{
    private string _lastPage = "form";
    private PageFields? _lastFields;

    public override ValueTask<TPage> AskAsync<TPage>(TPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return new(Ask<TPage>(PageFields.Of(typeof(TPage)).Write(page)));
    }

    public override ValueTask<TPage> AskAsync<TPage>() => new(Ask<TPage>(prefill: null));

    public override FormException Invalid(string? field, string message) =>
        new FormInvalidException(
            _lastPage,
            [
                new(
                    [
                        field is null
                            ? PageFields.Root
                            : _lastFields?.Find(field)?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(field),
                    ],
                    message,
                    "value_error"
                ),
            ]
        );

    private TPage Ask<TPage>(JsonElement? prefill)
        where TPage : FormPage
    {
        var fields = PageFields.Of(typeof(TPage));
        (_lastPage, _lastFields) = (typeof(TPage).Name, fields);
        return answers.TryTake(out var posted)
            ? PageReader.Read<TPage>(fields, posted, prefill)
            : throw new FormNotCompleteException(PageSchema.Describe(fields, prefill), hasNext: true);
    }
}
