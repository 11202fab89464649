using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>
/// ORCH5003: writes the frame of an external resource with the product and services of a plain step, and applies it in the step's place.
/// What the step writes its author moves into it, so it is one at a time, and what is not moved yet throws with what is to be done.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclareResourceFix))]
[Shared]
public sealed class DeclareResourceFix() : SourceFix(DiagnosticIds.PlanCannotTell)
{
    private const string Begin = nameof(Begin);
    private const string Apply = nameof(Apply);
    private const string Resource = nameof(Resource);
    private const string State = nameof(State);

    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (
            await document.FindAsync<ExpressionSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is not { } operand
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || operand.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault() is not { } outermost
        )
        {
            return null;
        }

        var reader = CompilationReader.Of(model.Compilation);
        var info = model.GetSymbolInfo(operand, cancellationToken);
        if (
            (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not IMethodSymbol step
            || !step.HasAttribute(reader.Known.StepAttribute)
            || new ResultParser(reader).Parse(step, isForm: false, out _).Value is not { Kind: ResultKind.None }
            || FindProduct(step, reader) is not { } product
            || reader.Known is not { Workflow: { } words, ExternalResource: not null, ExternalResourceAttribute: not null }
            || new NamesAt(model, operand.SpanStart).Member(words, Begin) is not { } begin
            || !model
                .LookupSymbols(operand.SpanStart, name: Apply)
                .All(symbol => begin != Begin || KnownSymbols.Is(symbol.ContainingType, words))
        )
        {
            return null;
        }

        var name = FreeName(step.Name, model.Compilation);
        var apply = $"{begin.Substring(0, begin.Length - Begin.Length)}{Apply}<{name}{Resource}>()";
        return new(
            $"Declare what '{step.Name}' writes as an external resource",
            OneByOne + nameof(DeclareResourceFix),
            token =>
                document.WithAsync(
                    token,
                    new(operand.Span, apply),
                    SyntaxSearch.AddAfter(
                        outermost,
                        (indentation, lineEnding) =>
                            Write(name, step, product, reader, model, outermost.SpanStart)
                                .Select(lines =>
                                    string.Join(
                                        lineEnding,
                                        lines.Select((line, at) => at == 0 || line.Length == 0 ? line : indentation + line)
                                    )
                                )
                    )
                )
        );
    }

    private static INamedTypeSymbol? FindProduct(IMethodSymbol step, CompilationReader reader)
    {
        var bindings = new BindingParser(reader);
        return step
            .Parameters.Where(parameter => bindings.Parse(parameter, isForm: false).Value is { Kind: ParameterKind.Subscription })
            .Select(parameter => SubscriptionUse.TryRead(parameter.Type, reader, parameter)?.Product)
            .FirstOrDefault(static product => product is not null);
    }

    private static string FreeName(string name, Compilation compilation)
    {
        var free = name;
        for (var number = 2; IsTaken(free + Resource) || IsTaken(free + State); number++)
        {
            free = name + number.ToString(CultureInfo.InvariantCulture);
        }

        return free;

        bool IsTaken(string type) => compilation.ContainsSymbolsWithName(type, SymbolFilter.Type);
    }

    private static IEnumerable<IReadOnlyList<string>> Write(
        string name,
        IMethodSymbol step,
        INamedTypeSymbol product,
        CompilationReader reader,
        SemanticModel model,
        int position
    )
    {
        var names = new NamesAt(model, position);
        var known = reader.Known;
        var nullable = model.GetNullableContext(position).AnnotationsEnabled() ? "?" : "";
        var bindings = new BindingParser(reader);
        IParameterSymbol[] services =
        [
            .. step.Parameters.Where(parameter =>
                bindings.Parse(parameter, isForm: false).Value is { Kind: ParameterKind.Service }
                && parameter.Type is INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class }
                && model.IsAccessible(position, parameter.Type)
            ),
        ];
        var (subscription, task) = (names.Type(product), names.Type(known.Task!));
        var text = names.Type(known.TaskOfT!.Construct(model.Compilation.GetSpecialType(SpecialType.System_String)));
        var (cancellation, state) = (names.Type(known.CancellationToken!), name + State);
        var root = names.Type(known.ExternalResource!);
        var exception = names.Type(model.Compilation.GetTypeByMetadataName("System.NotImplementedException")!);
        yield return [$"internal sealed record {state}(string Description);"];
        yield return
        [
            $"[{names.Attribute(known.ExternalResourceAttribute!)}("
                + $"{SymbolDisplay.FormatLiteral(SyntaxSearch.ToSentence(name), quote: true)}, Readable = false)]",
            $"internal sealed partial class {name}{Resource}{ParametersOf(services, names, known)} : "
                + $"{root.Substring(0, root.IndexOf('<'))}<{subscription}, {state}>",
            "{",
            .. services.SelectMany(service =>
                new[] { $"    private {names.Type(service.Type)} {PropertyOf(service, services)} {{ get; }} = {EscapeOf(service)};", "" }
            ),
            $"    public override string{nullable} Identify({subscription} subscription) => subscription.SubscriptionId.ToString();",
            "",
            $"    public override {state}{nullable} Describe({subscription} subscription) => new(subscription.Description);",
            "",
            $"    public override {text} ApplyAsync(string{nullable} key, {state} desired, {state}{nullable} actual, {cancellation} "
                + "cancellationToken) =>",
            $"        throw new {exception}(\"Write here what the step '{step.Name}' writes, and return the key.\");",
            "",
            $"    public override {task} RemoveAsync(string key, {cancellation} cancellationToken) =>",
            $"        throw new {exception}(\"Remove here what the step '{step.Name}' writes.\");",
            "}",
        ];
    }

    private static string ParametersOf(IParameterSymbol[] services, NamesAt names, KnownSymbols known) =>
        services.Length == 0
            ? ""
            : "("
                + string.Join(
                    ", ",
                    services.Select(service => $"{KeyOf(service, names, known)}{names.Type(service.Type)} {EscapeOf(service)}")
                )
                + ")";

    private static string KeyOf(IParameterSymbol service, NamesAt names, KnownSymbols known) =>
        ServiceKey.Read(service, known) is { } key
            ? $"[{names.Attribute(known.FromKeyedServicesAttribute!)}({Literals.Constant(key)})] "
            : "";

    // Two parameters may be told apart by the case of their first letters alone.
    private static string PropertyOf(IParameterSymbol service, IParameterSymbol[] services)
    {
        var name = char.ToUpperInvariant(service.Name[0]) + service.Name.Substring(1) + "Service";
        var before = services
            .TakeWhile(other => !SymbolEqualityComparer.Default.Equals(other, service))
            .Count(other =>
                char.ToUpperInvariant(other.Name[0]) == name[0]
                && string.Equals(other.Name.Substring(1), service.Name.Substring(1), StringComparison.Ordinal)
            );
        return before == 0 ? name : $"{name}{(before + 1).ToString(CultureInfo.InvariantCulture)}";
    }

    private static string EscapeOf(IParameterSymbol service) =>
        SyntaxFacts.GetKeywordKind(service.Name) == SyntaxKind.None ? service.Name : "@" + service.Name;
}
