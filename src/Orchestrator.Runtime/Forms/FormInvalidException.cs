using Orchestrator.Forms.Fields;
using Orchestrator.Forms.Pages;

namespace Orchestrator.Forms;

/// <summary>A posted page is not valid.</summary>
public sealed class FormInvalidException : FormException
{
    /// <summary>Refuses a page.</summary>
    /// <param name="page">The page's type name.</param>
    /// <param name="errors">The problems, at least one.</param>
    public FormInvalidException(string page, IReadOnlyList<FormError> errors)
        : base("form_invalid", Describe(page, errors))
    {
        Page = page;
        Errors = errors;
    }

    /// <summary>The page's type name.</summary>
    public string Page { get; }

    /// <summary>The problem.</summary>
    public IReadOnlyList<FormError> Errors { get; }

    /// <summary>
    /// The problems in one line, for those who do not see the page: each with its field, but for a refusal to run on the subscription,
    /// which is a sentence about it.
    /// </summary>
    internal string Summary =>
        string.Join(
            "; ",
            Errors.Select(error =>
                error.Location is [PageFields.Root] || SubscriptionPage.IsRefusal(Page, error)
                    ? error.Message
                    : $"{string.Join('.', error.Location)}: {error.Message}"
            )
        );

    private static string Describe(string page, IReadOnlyList<FormError> errors) =>
        string.Join(
            '\n',
            errors
                .Select(static error => $"{string.Join(" -> ", error.Location)}\n  {error.Message} (type={error.Type})")
                .Prepend($"{errors.Count} validation error{(errors.Count == 1 ? "" : "s")} for {page}")
        );
}
