using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Forms;

/// <summary>A state key that a form would give if it returned a page that it asks.</summary>
/// <param name="Key">The key.</param>
/// <param name="IsDropped">True when ORCH4012 says that the answer is dropped.</param>
internal sealed record AskedKey(string Key, bool IsDropped);

/// <summary>Finds what the pages that a form asks would give to the state.</summary>
internal static class AskedKeys
{
    /// <summary>The keys of all pages that the body of a form asks, whether or not the form returns them.</summary>
    public static ImmutableArray<AskedKey> Find(IMethodSymbol form, CompilationReader reader, CancellationToken cancellationToken)
    {
        var keys = ImmutableArray.CreateBuilder<AskedKey>();
        foreach (var reference in form.DeclaringSyntaxReferences)
        {
            var model = reader.ModelOf(reference.SyntaxTree);
            var calls = reference.GetSyntax(cancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>();
            foreach (var syntax in calls.Where(FormCalls.IsAsking))
            {
                if (
                    model.GetOperation(syntax, cancellationToken) is not IInvocationOperation call
                    || !FormCalls.IsOfForm(call.TargetMethod, reader)
                    || call.TargetMethod.TypeArguments is not [INamedTypeSymbol page]
                )
                {
                    continue;
                }

                var isDropped = PageCallAnalyzer.DropsAnswer(call, page, reader, cancellationToken);
                keys.AddRange(
                    JsonContract
                        .Of(page)
                        .Members.Where(member => !reader.Known.IsFormElement(member.Type))
                        .Select(member => new AskedKey(SnakeCase.Convert(member.Symbol.Name), isDropped))
                );
            }
        }

        return keys.ToImmutable();
    }
}
