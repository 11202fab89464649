using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Diagnostics;

/// <content>The rules of the category <see cref="DiagnosticCategories.Resources"/>.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor ResourceCannotBeUsed = new(
        DiagnosticIds.ResourceCannotBeUsed,
        "An external resource has a shape that cannot be used",
        "External resource '{0}' cannot be used: {1}",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The engine makes an external resource with the services of a step, identifies it from the product, describes it from the product or a view of it, and compares its state member by member.",
        HelpLink + DiagnosticIds.ResourceCannotBeUsed + ".md"
    );

    public static readonly DiagnosticDescriptor StateCannotBeCompared = new(
        DiagnosticIds.StateCannotBeCompared,
        "The state of an external resource cannot be compared",
        "The state of external resource '{0}' cannot be compared: {1}",
        DiagnosticCategories.Resources,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "What is not compared is never found to differ, and what cannot be taken from the actual object is overwritten. So each member of a state is compared, or its author says that it is not.",
        HelpLink + DiagnosticIds.StateCannotBeCompared + ".md"
    );
}
