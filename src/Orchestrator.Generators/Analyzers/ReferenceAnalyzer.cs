using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>ORCH1004: a workflow attribute names a form, a step or a product that is not there or has the wrong shape.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReferenceAnalyzer : OrchestratorAnalyzer
{
    // The column of the processes' table.
    private const int LongestAssignee = 50;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ReferenceIsWrong];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        if (WorkflowDeclaration.TryRead(context.Symbol, known) is not { } workflow)
        {
            AnalyzeStep(context, known);
            return;
        }

        // A form on a reconcile workflow is wrong whatever it names: ORCH2002.
        if (workflow is { InputForm: { } form, Target: not WorkflowTarget.Reconcile } && FindFormProblem(workflow.Method.ContainingType, form, known) is { } formProblem)
        {
            Report(context, workflow, "InputForm", form, formProblem);
        }

        if (workflow.Defaults is { } defaults && FindDefaultsProblem(workflow, defaults, known) is { } defaultsProblem)
        {
            Report(context, workflow, "Defaults", defaults, defaultsProblem);
        }

        foreach (var (property, policy) in new[] { ("Policy", workflow.Policy), ("RetryPolicy", workflow.RetryPolicy) })
        {
            if (policy is not null && string.IsNullOrWhiteSpace(policy))
            {
                Report(context, workflow, property, policy, $"it names nothing; write the name of a policy that the application's authorizer knows, or remove {property}");
            }
        }

        if (workflow is { IsPlain: true, Target: not WorkflowTarget.System, Products.IsEmpty: true })
        {
            Report(context, workflow, "products", name: null, $"a {workflow.Target.ToString().ToLowerInvariant()} workflow runs on the subscriptions of a product; name its class behind the description");
        }

        foreach (var product in workflow.Products)
        {
            if (FindProductProblem(product, known) is { } problem)
            {
                var property = SymbolEqualityComparer.Default.Equals(product, workflow.Product) ? "product" : "AlsoFor";
                Report(context, workflow, property, product.Name, problem);
            }
        }
    }

    private static string? FindFormProblem(INamedTypeSymbol type, string form, KnownTypes known) => type.GetMembers(form) switch
    {
        [] => $"class '{type.Name}' has no such method; write it, or remove InputForm",
        [IMethodSymbol { IsStatic: false }] => "it is not static; write 'static'",
        [IMethodSymbol method] => FindFormProblem(method, known),
        [_] => "it is no method; a form is a static method that asks pages",
        _ => $"class '{type.Name}' has several members of this name; give the form a name of its own",
    };

    private static string? FindFormProblem(IMethodSymbol method, KnownTypes known)
    {
        if (method.HasAttribute(known.StepAttribute) || method.HasAttribute(known.InputStepAttribute))
        {
            return "it is a step; a form is a method of its own, without [Step] or [InputStep]";
        }

        // What the compiler or another rule reports at the method itself is not said again here.
        var bindings = new BindingParser(known);
        return method.IsGenericMethod ? "it is generic; take its type parameters out"
            : method.ReturnType.TypeKind == TypeKind.Error || method.Parameters.Any(parameter => bindings.TryParse(parameter, isForm: true) is null) ? null
            : bindings.TryParse(method, isForm: true, method.Name) is { } invocation ? ResultParser.FindRepeatedKey(invocation.Result)
            : $"its result '{method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' does not say which state keys it gives; return a page, a tuple of pages, a tuple with named elements, or State";
    }

    private static string? FindDefaultsProblem(WorkflowDeclaration workflow, string defaults, KnownTypes known)
    {
        if (workflow.Target != WorkflowTarget.Modify)
        {
            return "only a modify workflow has Defaults: they run first in the reconcile workflow that is emitted from it; remove Defaults";
        }

        var type = workflow.Method.ContainingType;
        return type.GetMembers(defaults) switch
        {
            [] => $"class '{type.Name}' has no such method; write it and mark it [Step(\"...\")], or remove Defaults",
            [IMethodSymbol method] when method.HasAttribute(known.StepAttribute) => null,
            [IMethodSymbol] => "it is not marked; put [Step(\"...\")] on it",
            [_] => "it is no method; it must be one that is marked [Step(\"...\")]",
            _ => $"class '{type.Name}' has several members of this name; give the step a name of its own",
        };
    }

    private static string? FindProductProblem(ITypeSymbol product, KnownTypes known) =>
        !known.IsSubscriptionModel(product) ? "it is no product; name a class that derives from SubscriptionModel and is marked [Product(\"...\")]"
        : !product.HasAttribute(known.ProductAttribute) ? "its class is not marked; put [Product(\"...\")] on it"
        : null;

    private static void AnalyzeStep(SymbolAnalysisContext context, KnownTypes known)
    {
        var (attribute, what) = context.Symbol.FindAttribute(known.StepAttribute) is { } step ? (step, "Step") : (context.Symbol.FindAttribute(known.InputStepAttribute), "Input step");
        if (attribute is null)
        {
            return;
        }

        foreach (var property in new[] { "Policy", "RetryPolicy" })
        {
            if (attribute.NamedValue(property) is string policy && string.IsNullOrWhiteSpace(policy))
            {
                Report(property, $"'{policy}'", $"it names nothing; write the name of a policy that the application's authorizer knows, or remove {property}");
            }
        }

        if (what == "Input step" && attribute.PositionalValue(1) is string assignee && (string.IsNullOrWhiteSpace(assignee) || assignee.Length > LongestAssignee))
        {
            Report("assignee", $"'{assignee}'", assignee.Length > LongestAssignee ? $"it is longer than the {LongestAssignee} characters that the database keeps; shorten it" : "it names nobody; write who is to answer, such as Assignee.Noc");
        }

        foreach (var property in new[] { "FirstDelaySeconds", "Backoff" })
        {
            if (attribute.NamedValue(property) is double number && (double.IsNaN(number) || number < 0))
            {
                Report(property, $"'{number.ToString(CultureInfo.InvariantCulture)}'", "no time can be made of it; write a number from 0 on");
            }
        }

        void Report(string property, string value, string problem)
        {
            if (attribute.FindPlace(property, context.CancellationToken) is { } place)
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ReferenceIsWrong, place, $"{what} '{context.Symbol.Name}'", $"{property} {value}", problem));
            }
        }
    }

    private static void Report(SymbolAnalysisContext context, WorkflowDeclaration workflow, string property, string? name, string problem)
    {
        if (workflow.Attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is AttributeSyntax attribute)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.ReferenceIsWrong,
                LocationOf(attribute, property),
                $"Workflow '{workflow.Name}'",
                name is null ? $"no {property}" : $"{property} '{name}'",
                problem));
        }
    }

    private static Location LocationOf(AttributeSyntax attribute, string property)
    {
        var arguments = attribute.ArgumentList?.Arguments ?? default;
        var argument = arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property)
            ?? (property == "product" ? arguments.FirstOrDefault() : null);
        return ((SyntaxNode?)argument?.Expression ?? attribute).GetLocation();
    }
}
