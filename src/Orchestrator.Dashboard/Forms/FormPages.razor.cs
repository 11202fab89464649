using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Orchestrator.Catalog;
using Orchestrator.Dashboard.Diagnostics;
using Orchestrator.Dashboard.Forms.Answers;
using Orchestrator.Dashboard.Forms.Schema;
using Orchestrator.Forms;

namespace Orchestrator.Dashboard.Forms;

/// <summary>
/// The pages of a form, as the engine asks for them: each post has all pages that are answered so far, and the engine says which one comes
/// next, what is wrong with the last one, or that it has begun. What was entered stays when the user goes back.
/// </summary>
public sealed partial class FormPages : ComponentBase
{
    private readonly List<JsonObject> _posted = [];
    private readonly List<JsonObject> _entered = [];
    private FieldTexts? _texts;
    private ElementReference _heading;
    private bool _isFocusDue;

    /// <summary>Posts all pages answered so far. It throws when the form is not complete or an answer is not valid.</summary>
    [Parameter, EditorRequired]
    public Func<IReadOnlyList<JsonElement>, Task> Post { get; set; } = null!;

    /// <summary>The first page, where it is known without a post; null to ask for it.</summary>
    [Parameter]
    public JsonObject? First { get; set; }

    /// <summary>The heading of pages to which the form gives none.</summary>
    [Parameter, EditorRequired]
    public string Heading { get; set; } = "";

    /// <summary>The caption of the button of the last page.</summary>
    [Parameter]
    public string LastCaption { get; set; } = "Start";

    [Inject]
    internal ITranslations Translations { get; set; } = null!;

    [Inject]
    internal ILogger<FormPages> Logger { get; set; } = null!;

    private FormSchema? Page { get; set; }

    private JsonObject Answers { get; set; } = [];

    private FieldErrors Errors { get; set; } = new();

    private bool HasNext { get; set; }

    private bool IsBusy { get; set; }

    private string? Problem { get; set; }

    private int PageNumber => _posted.Count + 1;

    private string Title => Page?.Title ?? Heading;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await TryAsync(async () => _texts = await FieldTexts.ReadAsync(Translations, CancellationToken.None));
        if (First is { } first)
        {
            Show(first, hasNext: false);
        }
        else
        {
            await PostAsync(_posted);
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isFocusDue)
        {
            // A screen reader begins to read where the new page begins.
            _isFocusDue = false;
            await _heading.FocusAsync();
        }
    }

    private async Task ContinueAsync()
    {
        if (IsBusy)
        {
            return;
        }

        Keep(Answers);
        await PostAsync([.. _posted, FormAnswers.ToPosted(Page!.Fields, Answers)]);
    }

    private async Task GoBackAsync()
    {
        if (IsBusy || _posted.Count == 0)
        {
            return;
        }

        Keep(Answers);
        if (_posted.Count == 1 && First is { } first)
        {
            _posted.Clear();
            Show(first, hasNext: true);
            return;
        }

        await PostAsync(_posted[..^1]);
    }

    /// <summary>Posts pages, and shows what the form answers. Where that is a page, the posted ones are answered.</summary>
    private async Task PostAsync(IReadOnlyList<JsonObject> pages)
    {
        IsBusy = true;
        try
        {
            await TryAsync(async () =>
            {
                try
                {
                    await Post([.. pages.Select(static page => JsonSerializer.SerializeToElement(page))]);
                }
                catch (FormNotCompleteException next)
                {
                    JsonObject[] answered = [.. pages];
                    _posted.Clear();
                    _posted.AddRange(answered);
                    Show(next.Schema, next.HasNext);
                }
                catch (FormInvalidException invalid)
                {
                    Errors = new(invalid.Errors);
                }
            });
        }
        finally
        {
            IsBusy = false;
        }
    }

    private async Task TryAsync(Func<Task> action)
    {
        try
        {
            Problem = null;
            await action();
        }
        catch (OrchestratorException problem)
        {
            Problem = problem.Message;
        }
        catch (Exception failure)
        {
            // What was entered stays, for another try.
            Log.ActionFailed(Logger, failure, nameof(FormPages), "");
            Problem = "It failed unexpectedly, and may have been done or not: look at the list of processes. The log of the host says why.";
        }
    }

    private void Show(JsonObject schema, bool hasNext)
    {
        (Page, HasNext, Errors) = (SchemaReader.Read(schema, _texts ?? FieldTexts.Empty), hasNext, new());
        Answers = FormAnswers.Begin(Page.Fields);
        if (_posted.Count < _entered.Count)
        {
            FormAnswers.Restore(Page.Fields, Answers, _entered[_posted.Count]);
        }

        _isFocusDue = true;
    }

    private void Keep(JsonObject answers)
    {
        if (_posted.Count < _entered.Count)
        {
            _entered[_posted.Count] = answers;
        }
        else
        {
            _entered.Add(answers);
        }
    }
}
