using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Diagnostics;

/// <content>The rules of the category <see cref="DiagnosticCategories.Products"/> that are about what pages ask.</content>
internal static partial class DiagnosticDescriptors
{
    // Only the whole compilation shows all workflows that ask a page, so the rule waits for its end.
    public static readonly DiagnosticDescriptor AnswerIsNotUsed = new(
        DiagnosticIds.AnswerIsNotUsed,
        "A page asks for a value that is not used",
        "Page '{0}' asks for '{1}', but no step of {2} takes the state key '{3}', and the form does not read it. Take it in a step, or "
            + "remove it from the page.",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A field that is filled in and then ignored looks as if it had an effect. Mostly the step that should take it was forgotten.",
        HelpLink + DiagnosticIds.AnswerIsNotUsed + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    // The steps that store an answer may be in any file, so this rule waits for the end, too.
    public static readonly DiagnosticDescriptor PageAllowsMore = new(
        DiagnosticIds.PageAllowsMore,
        "A page allows a value that its subscription refuses",
        "Page '{0}' allows values of '{1}' that '{2}' refuses, so step '{3}' fails when it stores them. {4}.",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The limits of a member of a product or block are checked when the subscription is saved, long after the form. What the page "
            + "checks is corrected by the person who fills it in.",
        HelpLink + DiagnosticIds.PageAllowsMore + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    public static readonly DiagnosticDescriptor PageIsAskedInVain = new(
        DiagnosticIds.PageIsAskedInVain,
        "A page is asked in a way that cannot work",
        "Page '{0}' is asked in a way that cannot work: {1}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A form fills what its page offers, asks nothing after the last page, and returns the answers that its steps take.",
        HelpLink + DiagnosticIds.PageIsAskedInVain + ".md"
    );

    public static readonly DiagnosticDescriptor RefusalIsLost = new(
        DiagnosticIds.RefusalIsLost,
        "A form loses the exception of a page",
        "'{0}' {1}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A form shows a page and rejects an answer by exceptions. One that is not thrown, or is caught, lets the process start with "
            + "answers that were never given or were to be rejected.",
        HelpLink + DiagnosticIds.RefusalIsLost + ".md"
    );

    public static readonly DiagnosticDescriptor FormAsksNothing = new(
        DiagnosticIds.FormAsksNothing,
        "A form asks nothing",
        "Form '{0}' asks nothing, because it never uses '{1}', so workflow '{2}' starts without asking. Ask a page with "
            + "'{1}.AskAsync<...>()'; what is not asked belongs in a step.",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A page is shown when the form asks it of its session. A form that asks no page returns at once.",
        HelpLink + DiagnosticIds.FormAsksNothing + ".md"
    );
}
