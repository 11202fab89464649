using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Refusals;

namespace Orchestrator.Generators.Symbols;

/// <summary>
/// Carries to the analyzers what the generator had to leave out because something did not exist for it: a type, a base class, a member that
/// an attribute names, a constant. Generators do not see each other's output, analyzers see all of it: to them nothing is missing, and only
/// what the generator wrote down says that the member is not bound.
/// </summary>
internal static class UnseenTypes
{
    /// <summary>What is said of a member or class that was left out for it.</summary>
    public const string Problem =
        "it needs, or is, what is emitted by another source generator, and this one cannot see that; write it in this project, or "
        + "in one that it references";

    /// <summary>True for a reason that may be none any more where everything is seen that other generators emit.</summary>
    public static bool MayPass(Refusal refusal) =>
        refusal.Kind
            is RefusalKind.TypeNotSeen
                or RefusalKind.ReportedByCompiler
                or RefusalKind.FormIsMissing
                or RefusalKind.DefaultsAreMissing
                or RefusalKind.NotAProduct
                or RefusalKind.ProductIsRefused
                or RefusalKind.WrongBase
                or RefusalKind.NotCreatable;

    /// <summary>
    /// True for a class that is marked as a product and has no base class that makes it one: another generator emits that, or the compiler
    /// reports it.
    /// </summary>
    public static bool IsProductWithoutBase(ITypeSymbol type, KnownSymbols known) =>
        type.TypeKind == TypeKind.Class && !known.IsSubscriptionModel(type) && type.HasAttribute(known.ProductAttribute);

    /// <summary>True for a class whose base class, or one further up, is not here.</summary>
    public static bool HasUnseenBase(ITypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.TypeKind == TypeKind.Error)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How a member or parameter is written down.</summary>
    public static string KeyOf(ISymbol symbol) =>
        symbol is IParameterSymbol parameter ? $"{parameter.ContainingSymbol.Name}({parameter.Name})" : symbol.Name;

    /// <summary>What was left out of a class; empty while nothing is emitted into it.</summary>
    public static IReadOnlyList<string> Read(INamedTypeSymbol type, string emitted, CancellationToken cancellationToken)
    {
        foreach (var member in type.GetTypeMembers(emitted).Where(static member => member.IsEmitted()))
        {
            foreach (
                var trivia in member.DeclaringSyntaxReferences.SelectMany(reference =>
                    reference.GetSyntax(cancellationToken).GetLeadingTrivia()
                )
            )
            {
                if (trivia.ToString() is var line && line.StartsWith(EmittedText.Unseen, StringComparison.Ordinal))
                {
                    return line.Substring(EmittedText.Unseen.Length).Split(' ');
                }
            }
        }

        return [];
    }
}
