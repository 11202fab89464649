using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Refusals;

/// <summary>
/// ORCH1011: a simple name in an author's class is an emitted member of it, and would be something else without that. What is hidden is
/// looked up for emitted names only, and uses of a name are looked for only where it hides something.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HiddenNameAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.NameIsHidden];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        ISymbol[] emitted = [.. EmittedInto(type)];
        if (emitted.Length == 0)
        {
            return;
        }

        foreach (var declaration in type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(context.CancellationToken)))
        {
            if (
                declaration is not TypeDeclarationSyntax { Members.Count: > 0 } written
                || EmittedByOthers.IsEmitted(declaration.SyntaxTree, context.CancellationToken)
            )
            {
                continue;
            }

            foreach (var member in emitted)
            {
                ISymbol[] hidden = [.. HiddenBy(member, type, written, reader)];
                if (hidden.Length > 0)
                {
                    Report(context, member, hidden, written, reader);
                }
            }
        }
    }

    /// <summary>
    /// The members that the build adds to a type, or to one of its base classes in this project. An override was there before.
    /// </summary>
    private static IEnumerable<ISymbol> EmittedInto(INamedTypeSymbol type)
    {
        for (
            var current = type;
            current is not null && SymbolEqualityComparer.Default.Equals(current.ContainingAssembly, type.ContainingAssembly);
            current = current.BaseType
        )
        {
            foreach (
                var member in current
                    .GetMembers()
                    .Where(static member => member is { CanBeReferencedByName: true, IsOverride: false } && member.IsEmitted())
            )
            {
                yield return member;
            }
        }
    }

    /// <summary>What a name would be in a part of a type without the emitted member of that name.</summary>
    private static IEnumerable<ISymbol> HiddenBy(
        ISymbol emitted,
        INamedTypeSymbol type,
        TypeDeclarationSyntax declaration,
        CompilationReader reader
    )
    {
        var inherited = new List<ISymbol>();
        for (var current = emitted.ContainingType.BaseType; current is not null; current = current.BaseType)
        {
            inherited.AddRange(current.GetMembers(emitted.Name).Where(member => reader.Compilation.IsSymbolAccessibleWithin(member, type)));
        }

        // In its head a type's own members have no meaning, but all that is around it has.
        return inherited
            .Concat(reader.ModelOf(declaration.SyntaxTree).LookupSymbols(declaration.Identifier.SpanStart, name: emitted.Name))
            .Where(static symbol => symbol is not INamespaceSymbol && !symbol.IsEmitted());
    }

    private static void Report(
        SymbolAnalysisContext context,
        ISymbol emitted,
        ISymbol[] hidden,
        TypeDeclarationSyntax declaration,
        CompilationReader reader
    )
    {
        var model = reader.ModelOf(declaration.SyntaxTree);
        foreach (
            var name in declaration
                .Members.SelectMany(static member => member.DescendantNodes())
                .OfType<SimpleNameSyntax>()
                .Where(name => name.Identifier.ValueText == emitted.Name && IsLookedUp(name))
        )
        {
            var info = model.GetSymbolInfo(name, context.CancellationToken);
            var meant = hidden.FirstOrDefault(symbol => MayBeMeant(symbol, name));
            if (
                meant is not null
                && (info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols).Any(found =>
                    SymbolEqualityComparer.Default.Equals(found.OriginalDefinition, emitted)
                )
            )
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.NameIsHidden,
                        name.GetLocation(),
                        emitted.Name,
                        emitted.ContainingType.Name,
                        meant.ToDisplayString(SymbolFormats.ClassAndMember),
                        (emitted.IsStatic || emitted is INamedTypeSymbol ? emitted.ContainingType.Name : "this") + "." + emitted.Name
                    )
                );
            }
        }
    }

    // What is qualified is looked up in what it is qualified with, and a label of an argument or member nowhere.
    private static bool IsLookedUp(SimpleNameSyntax name) =>
        name.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Name != name,
            QualifiedNameSyntax qualified => qualified.Right != name,
            AliasQualifiedNameSyntax qualified => qualified.Name != name,
            AssignmentExpressionSyntax { Parent.RawKind: (int)SyntaxKind.ObjectInitializerExpression } assignment => assignment.Left
                != name,
            MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => false,
            _ => true,
        };

    // A method that does not take as many arguments was not meant.
    private static bool MayBeMeant(ISymbol symbol, SimpleNameSyntax name) =>
        symbol is not IMethodSymbol method
        || name.Parent is not InvocationExpressionSyntax call
        || call.Expression != name
        || (
            call.ArgumentList.Arguments.Count is var count
            && count >= method.Parameters.Count(static parameter => !parameter.IsOptional && !parameter.IsParams)
            && (count <= method.Parameters.Length || method.Parameters is [.., { IsParams: true }])
        );
}
