using System.Text.Json;
using Orchestrator.Forms.Fields;

namespace Orchestrator.Forms;

/// <summary>Answers a form's pages from a post.</summary>
/// <param name="answers">The pages that were posted.</param>
/// <param name="subscriptions">Offers subscriptions; null where no page asks for one.</param>
/// <param name="user">Who fills in the form; null for no one who sees only a part.</param>
/// <param name="cancellationToken">Stops the replay.</param>
internal sealed class ReplayFormSession(
    PostedPages answers,
    SubscriptionFields? subscriptions = null,
    Caller? user = null,
    CancellationToken cancellationToken = default
) : FormSession
{
    private string _lastPage = "form";
    private PageFields? _lastMembers;
    private JsonElement _lastPosted;
    private bool _isOver;
    private FormException? _thrown;

    public override FormException Invalid(string? field, string message)
    {
        var named = field is null ? null : _lastMembers?.Find(field);
        var name = field is null ? PageFields.Root : named?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(field);
        JsonElement? input =
            named is { IsSecret: false }
            && _lastPosted.ValueKind == JsonValueKind.Object
            && _lastPosted.TryGetProperty(name, out var posted)
                ? posted
                : null;
        var errors = new FormErrorList();
        errors.Add(FormErrors.Value([name], message, input));
        return new FormInvalidException(_lastPage, errors.All);
    }

    /// <summary>Checks that the form has not caught the exception by which it shows a page.</summary>
    /// <exception cref="IncorrectFormException">It has, so that it continues without the answers.</exception>
    public void ThrowIfCaught()
    {
        if (_thrown is not null)
        {
            throw new IncorrectFormException(
                $"The form catches the exception by which it shows the page '{_lastPage}', and continues without the answers. Write "
                    + "'catch (FormException) { throw; }' before the handler, or ask the page outside of the 'try'.",
                _thrown
            );
        }
    }

    internal override async ValueTask<TPage> AskAsync<TPage>(FormQuestion<TPage> question)
    {
        ThrowIfCaught();
        if (_isOver)
        {
            throw new IncorrectFormException(
                $"The form asks '{TypeText.Of(typeof(TPage))}' after its last page, '{_lastPage}'. Ask that one with AskAsync."
            );
        }

        var asked =
            question.Page is { } page ? AskedRecord.Filled(page)
            : question.Fill is { } fill ? AskedRecord.Filled(fill)
            : AskedRecord.Empty(typeof(TPage));
        (_lastPage, _lastMembers, _isOver) = (TypeText.Of(typeof(TPage)), asked.Members, question.IsLast);
        try
        {
            return await AnswerAsync<TPage>(asked, question.IsLast);
        }
        catch (FormException exception)
        {
            _thrown = exception;
            throw;
        }
    }

    private async Task<TPage> AnswerAsync<TPage>(AskedRecord asked, bool isLast)
        where TPage : FormPage
    {
        if (!answers.TryTake(out _lastPosted))
        {
            if (subscriptions is not null)
            {
                await subscriptions.OfferAsync(asked, user, cancellationToken);
            }

            throw new FormNotCompleteException(PageSchema.Describe(asked), hasNext: !isLast);
        }

        var answer = PageReader.Read<TPage>(asked, _lastPosted);
        if (subscriptions is not null)
        {
            await subscriptions.CheckAsync(answer, asked.Members, _lastPage, user, cancellationToken);
        }

        return answer;
    }
}
