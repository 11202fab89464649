using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>
/// The invariant of the generator: what an author has marked is in what is emitted, or a rule says at a place why it is not. It reads the
/// finished compilation, so it knows nothing of how the generator came to its decision.
/// </summary>
internal static class Registration
{
    private static readonly string[] MethodMarks =
    [
        "StepAttribute",
        "RetryStepAttribute",
        "InputStepAttribute",
        "WorkflowAttribute",
        "CreateWorkflowAttribute",
        "ModifyWorkflowAttribute",
        "TerminateWorkflowAttribute",
        "ValidateWorkflowAttribute",
        "ReconcileWorkflowAttribute",
    ];

    private static readonly string[] ClassMarks = ["ProductAttribute", "ProductBlockAttribute", "ExternalResourceAttribute"];

    /// <summary>What is marked, not emitted, and reported nowhere; empty for sources that are sound.</summary>
    /// <param name="output">The compilation with what was emitted.</param>
    /// <param name="emitted">What was emitted.</param>
    /// <param name="diagnostics">What the rules and the compiler say.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IReadOnlyList<string> FindSilent(
        Compilation output,
        IReadOnlyCollection<SyntaxTree> emitted,
        IReadOnlyCollection<Diagnostic> diagnostics,
        CancellationToken cancellationToken
    )
    {
        var bound = FindBound(output, emitted, cancellationToken);
        var silent = new List<string>();
        foreach (var tree in output.SyntaxTrees.Where(tree => !emitted.Contains(tree)))
        {
            var model = output.GetSemanticModel(tree);
            foreach (
                var declaration in tree.GetRoot(cancellationToken).DescendantNodes().Where(static node => AttributesOf(node).Count > 0)
            )
            {
                var declared =
                    declaration is AnonymousFunctionExpressionSyntax
                        ? model.GetSymbolInfo(declaration, cancellationToken).Symbol
                        : model.GetDeclaredSymbol(declaration, cancellationToken);
                if (declared is not { } symbol || KeyOf(symbol) is not { } key || bound.Contains(key))
                {
                    continue;
                }

                Location[] places =
                    declaration is MemberDeclarationSyntax
                        ? [LocationOf(declaration), .. PlacesOf(symbol), .. HeadsAround(symbol)]
                        : [LocationOf(declaration)];
                if (!diagnostics.Any(diagnostic => IsRefusal(diagnostic) && places.Any(place => IsWithin(diagnostic.Location, place))))
                {
                    silent.Add($"{key} at {declaration.GetLocation().GetLineSpan()}");
                }
            }
        }

        return silent;
    }

    private static SyntaxList<AttributeListSyntax> AttributesOf(SyntaxNode node) =>
        node switch
        {
            MemberDeclarationSyntax member => member.AttributeLists,
            AccessorDeclarationSyntax accessor => accessor.AttributeLists,
            LocalFunctionStatementSyntax function => function.AttributeLists,
            LambdaExpressionSyntax lambda => lambda.AttributeLists,
            _ => default,
        };

    private static bool IsRefusal(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Error
        || (diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Id.StartsWith("ORCH", StringComparison.Ordinal));

    // Where a member is refused: at its own declarations, at its form, or at a member of a type that the values of either have.
    private static IEnumerable<Location> PlacesOf(ISymbol symbol)
    {
        var places = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<ISymbol>(FormsOf(symbol).Prepend(symbol));
        while (open.TryPop(out var place))
        {
            if (place.DeclaringSyntaxReferences.Length > 0 && places.Add(place))
            {
                foreach (var type in place is INamedTypeSymbol named ? named.GetMembers().SelectMany(TypesOf) : TypesOf(place))
                {
                    open.Push(type);
                }
            }
        }

        return places
            .SelectMany(static place => place.DeclaringSyntaxReferences)
            .Select(static reference => LocationOf(reference.GetSyntax()));
    }

    // Where what is around a member is refused: at the head of each part of each type, and of the namespaces of each part.
    private static IEnumerable<Location> HeadsAround(ISymbol symbol)
    {
        for (var type = symbol as INamedTypeSymbol ?? symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            foreach (
                var part in type
                    .DeclaringSyntaxReferences.Select(static reference => reference.GetSyntax())
                    .SelectMany(static part => part.AncestorsAndSelf())
            )
            {
                var end = part switch
                {
                    BaseTypeDeclarationSyntax declaration => declaration.OpenBraceToken,
                    NamespaceDeclarationSyntax space => space.OpenBraceToken,
                    FileScopedNamespaceDeclarationSyntax space => space.SemicolonToken,
                    _ => default,
                };
                if (end.SyntaxTree is { } tree)
                {
                    yield return Location.Create(
                        tree,
                        TextSpan.FromBounds(part.FullSpan.Start, Math.Max(end.Span.End, part.FullSpan.Start))
                    );
                }
            }
        }
    }

    private static Location LocationOf(SyntaxNode node) => Location.Create(node.SyntaxTree, node.FullSpan);

    private static bool IsWithin(Location told, Location place) =>
        told.SourceTree == place.SourceTree && place.SourceSpan.Contains(told.SourceSpan);

    private static IEnumerable<ISymbol> FormsOf(ISymbol workflow) =>
        workflow
            .GetAttributes()
            .SelectMany(static attribute => attribute.NamedArguments)
            .Where(static argument => argument.Key == "InputForm")
            .Select(static argument => argument.Value.Value)
            .OfType<string>()
            .SelectMany(name => workflow.ContainingType.GetMembers(name));

    private static IEnumerable<ITypeSymbol> TypesOf(ISymbol member) =>
        member switch
        {
            IMethodSymbol { MethodKind: MethodKind.Ordinary } method => method
                .Parameters.Select(static parameter => parameter.Type)
                .Append(method.ReturnType)
                .SelectMany(WithArguments),
            IPropertySymbol property => WithArguments(property.Type),
            IFieldSymbol field => WithArguments(field.Type),
            _ => [],
        };

    private static IEnumerable<ITypeSymbol> WithArguments(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol array => WithArguments(array.ElementType),
            INamedTypeSymbol named => named.TypeArguments.SelectMany(WithArguments).Prepend(named.OriginalDefinition),
            _ => [],
        };

    private static string? KeyOf(ISymbol symbol)
    {
        // What is marked twice is one of the two at most, and the other mark is in vain.
        if (
            symbol
                .GetAttributes()
                .Where(static data => data.AttributeClass?.ContainingAssembly.Name == "Orchestrator.Runtime")
                .Select(static data => data.AttributeClass!.Name)
                .Where(static name => MethodMarks.Contains(name) || ClassMarks.Contains(name) || name == "ExternalSystemStepsAttribute")
                .Distinct()
                .Count() > 1
        )
        {
            return $"{symbol.Name} that is marked twice";
        }

        foreach (
            var attribute in symbol
                .GetAttributes()
                .Select(static data => data.AttributeClass)
                .Where(static attribute => attribute?.ContainingAssembly.Name == "Orchestrator.Runtime")
        )
        {
            switch (symbol)
            {
                case IMethodSymbol method when MethodMarks.Contains(attribute!.Name):
                    return method.MethodKind == MethodKind.Ordinary
                        ? $"{NameOf(method.ContainingType)}.{method.Name}"
                        : $"{method.MethodKind} {method.Name}";
                case INamedTypeSymbol type when ClassMarks.Contains(attribute!.Name):
                    return NameOf(type);
            }
        }

        return null;
    }

    // A step of an extension block is bound by the class around the block.
    private static string NameOf(INamedTypeSymbol type) => (type.IsExtension ? type.ContainingType : type).ToDisplayString();

    private static HashSet<string> FindBound(
        Compilation output,
        IReadOnlyCollection<SyntaxTree> emitted,
        CancellationToken cancellationToken
    )
    {
        var bound = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in emitted)
        {
            var model = output.GetSemanticModel(tree);
            foreach (
                var plumbing in tree.GetRoot(cancellationToken)
                    .DescendantNodes()
                    .OfType<ClassDeclarationSyntax>()
                    .Where(static type =>
                        type.Identifier.ValueText is "OrchestratorBindings" or "OrchestratorMapping" or "OrchestratorResource"
                    )
            )
            {
                var host = model.GetDeclaredSymbol(plumbing, cancellationToken)!.ContainingType.ToDisplayString();
                foreach (var call in plumbing.DescendantNodes().OfType<InvocationExpressionSyntax>())
                {
                    if (plumbing.Identifier.ValueText is "OrchestratorMapping" or "OrchestratorResource")
                    {
                        bound.Add(host);
                    }
                    else if (
                        call.Expression.ToString().StartsWith("catalog.Add", StringComparison.Ordinal)
                        || call.Expression.ToString().StartsWith("steps.Add", StringComparison.Ordinal)
                    )
                    {
                        foreach (var argument in call.ArgumentList.Arguments)
                        {
                            bound.Add($"{host}.{NameIn(argument.Expression)}");
                        }
                    }
                }
            }
        }

        return bound;
    }

    private static string NameIn(ExpressionSyntax expression) =>
        expression switch
        {
            LiteralExpressionSyntax literal => literal.Token.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            IdentifierNameSyntax name => name.Identifier.ValueText,
            _ => "",
        };
}
