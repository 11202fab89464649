using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Publishing;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Symbols;

/// <summary>
/// The types that the rules and the emitted code are about, resolved on first use. A type that the compilation does not have is null: what
/// depends on it is absent, never an error.
/// </summary>
internal sealed class KnownTypes
{
    private static readonly ConditionalWeakTable<Compilation, KnownTypes> All = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<IMethodSymbol, WorkflowDeclaration?> _declarations = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, Parsed<ReconcilePlan>> _plans = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<string>> _views = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableHashSet<string>> _forms = new(SymbolEqualityComparer.Default);
    private readonly Lazy<bool> _hasFriends;
    private readonly ConcurrentDictionary<IAssemblySymbol, string?> _useDiagnostics = new(SymbolEqualityComparer.Default);
    private bool? _hasAliases;

    private KnownTypes(Compilation compilation)
    {
        Compilation = compilation;
        Chains = new(this);
        StepFlows = new(this);
        PublishedChains = new(this);
        Converters = new(compilation);
        _hasFriends = new(() => compilation.Assembly.HasAttribute(InternalsVisibleToAttribute));
        StateValues = new(Converters);
    }

    public Compilation Compilation { get; }

    /// <summary>The chains that the referenced assemblies publish.</summary>
    public PublishedChains PublishedChains { get; }

    /// <summary>The workflows that the referenced assemblies say they register.</summary>
    public IReadOnlyList<PublishedWorkflow> PublishedWorkflows => field ??= [.. PublishedWorkflow.ReadReferences(this)];

    /// <summary>Reads the chains of the compilation, each once.</summary>
    public ChainReader Chains { get; }

    /// <summary>Reads what steps and forms take from the state and give to it, each once.</summary>
    public StepFlowReader StepFlows { get; }

    /// <summary>Which types may have a JSON converter of their own.</summary>
    public JsonConverters Converters { get; }

    /// <summary>Says which values do not come back from the state, of each type once.</summary>
    public StateValues StateValues { get; }

    public INamedTypeSymbol? StepAttribute => field ??= Resolve("Orchestrator.StepAttribute");

    public INamedTypeSymbol? RetryStepAttribute => field ??= Resolve("Orchestrator.RetryStepAttribute");

    public INamedTypeSymbol? InputStepAttribute => field ??= Resolve("Orchestrator.InputStepAttribute");

    public INamedTypeSymbol? WorkflowDeclarationAttribute => field ??= Resolve("Orchestrator.WorkflowDeclarationAttribute");

    public INamedTypeSymbol? CreateWorkflowAttribute => field ??= Resolve("Orchestrator.CreateWorkflowAttribute");

    public INamedTypeSymbol? ModifyWorkflowAttribute => field ??= Resolve("Orchestrator.ModifyWorkflowAttribute");

    public INamedTypeSymbol? TerminateWorkflowAttribute => field ??= Resolve("Orchestrator.TerminateWorkflowAttribute");

    public INamedTypeSymbol? ValidateWorkflowAttribute => field ??= Resolve("Orchestrator.ValidateWorkflowAttribute");

    public INamedTypeSymbol? ReconcileWorkflowAttribute => field ??= Resolve("Orchestrator.ReconcileWorkflowAttribute");

    public INamedTypeSymbol? WorkflowAttribute => field ??= Resolve("Orchestrator.WorkflowAttribute");

    public INamedTypeSymbol? ExternalSystemStepsAttribute => field ??= Resolve("Orchestrator.ExternalSystemStepsAttribute");

    public INamedTypeSymbol? FromServicesAttribute => field ??= Resolve("Orchestrator.FromServicesAttribute");

    public INamedTypeSymbol? FromKeyedServicesAttribute => field ??= Resolve("Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute");

    public INamedTypeSymbol? ProductAttribute => field ??= Resolve("Orchestrator.ProductAttribute");

    public INamedTypeSymbol? ProductBlockAttribute => field ??= Resolve("Orchestrator.ProductBlockAttribute");

    public INamedTypeSymbol? RequiredFromAttribute => field ??= Resolve("Orchestrator.RequiredFromAttribute");

    public INamedTypeSymbol? RegisteredWorkflowAttribute => field ??= Resolve("Orchestrator.Catalog.RegisteredWorkflowAttribute");

    public INamedTypeSymbol? PublishedStepAttribute => field ??= Resolve("Orchestrator.Catalog.PublishedStepAttribute");

    public INamedTypeSymbol? Step => field ??= Resolve("Orchestrator.Step");

    public INamedTypeSymbol? StepList => field ??= Resolve("Orchestrator.StepList");

    public INamedTypeSymbol? Workflow => field ??= Resolve("Orchestrator.Workflow");

    public INamedTypeSymbol? State => field ??= Resolve("Orchestrator.State");

    public INamedTypeSymbol? ProcessContext => field ??= Resolve("Orchestrator.ProcessContext");

    public INamedTypeSymbol? FormSession => field ??= Resolve("Orchestrator.FormSession");

    public INamedTypeSymbol? FormPage => field ??= Resolve("Orchestrator.FormPage");

    public INamedTypeSymbol? SubscriptionModel => field ??= Resolve("Orchestrator.SubscriptionModel");

    public INamedTypeSymbol? ProductBlock => field ??= Resolve("Orchestrator.ProductBlock");

    public INamedTypeSymbol? LifecycleView => field ??= Resolve("Orchestrator.LifecycleView`1");

    public INamedTypeSymbol? OneOfAttribute => field ??= Resolve("Orchestrator.OneOfAttribute");

    public INamedTypeSymbol? StringLengthAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.StringLengthAttribute");

    public INamedTypeSymbol? RangeAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.RangeAttribute");

    public INamedTypeSymbol? Logger => field ??= Resolve("Microsoft.Extensions.Logging.ILogger");

    public INamedTypeSymbol? CancellationToken => field ??= Resolve("System.Threading.CancellationToken");

    public INamedTypeSymbol? Task => field ??= Resolve("System.Threading.Tasks.Task");

    public INamedTypeSymbol? TaskOfT => field ??= Resolve("System.Threading.Tasks.Task`1");

    public INamedTypeSymbol? ValueTask => field ??= Resolve("System.Threading.Tasks.ValueTask");

    public INamedTypeSymbol? ValueTaskOfT => field ??= Resolve("System.Threading.Tasks.ValueTask`1");

    public INamedTypeSymbol? ListOfT => field ??= Resolve("System.Collections.Generic.List`1");

    public INamedTypeSymbol? Guid => field ??= Resolve("System.Guid");

    public INamedTypeSymbol? DateOnly => field ??= Resolve("System.DateOnly");

    public INamedTypeSymbol? DateTimeOffset => field ??= Resolve("System.DateTimeOffset");

    public INamedTypeSymbol? IPAddress => field ??= Resolve("System.Net.IPAddress");

    public INamedTypeSymbol? LengthAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.LengthAttribute");

    public INamedTypeSymbol? MinLengthAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.MinLengthAttribute");

    public INamedTypeSymbol? MaxLengthAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.MaxLengthAttribute");

    public INamedTypeSymbol? RegularExpressionAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.RegularExpressionAttribute");

    public INamedTypeSymbol? ValidationAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.ValidationAttribute");

    public INamedTypeSymbol? ObsoleteAttribute => field ??= Resolve("System.ObsoleteAttribute");

    public INamedTypeSymbol? ExperimentalAttribute => field ??= Resolve("System.Diagnostics.CodeAnalysis.ExperimentalAttribute");

    public INamedTypeSymbol? InternalsVisibleToAttribute => field ??= Resolve("System.Runtime.CompilerServices.InternalsVisibleToAttribute");

    public INamedTypeSymbol? OrchestratorBuilder => field ??= Resolve("Microsoft.Extensions.DependencyInjection.IOrchestratorBuilder");

    public INamedTypeSymbol? NotMappedAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.Schema.NotMappedAttribute");

    /// <summary>False when the compilation does not use the runtime at all, so that there is nothing to look for.</summary>
    public bool HasRuntime => StepList is not null;

    /// <summary>False when the project is compiled as a version of C# that emitted code is not written in, so that nothing is emitted.</summary>
    public bool HasLanguage => Compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp12 };

    /// <summary>True for an attribute that says something of the values of a member of a product or block.</summary>
    public bool IsMemberRule(INamedTypeSymbol? attribute) =>
        Is(attribute, LengthAttribute)
        || Is(attribute, MinLengthAttribute)
        || Is(attribute, MaxLengthAttribute)
        || Is(attribute, StringLengthAttribute)
        || Is(attribute, RangeAttribute)
        || Is(attribute, RequiredFromAttribute)
        || Is(attribute, OneOfAttribute);

    /// <summary>True when a method group without type arguments leaves generic methods out, as C# 13 has it.</summary>
    public bool LeavesGenericMethodsOut => Compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp13 };

    /// <summary>True when other assemblies can name what is internal here.</summary>
    public bool HasFriends => _hasFriends.Value;

    /// <summary>True for <c>StepList</c>, and false for one that may be null.</summary>
    public bool IsStepList(ITypeSymbol? type) => Is(type, StepList) && type!.NullableAnnotation != NullableAnnotation.Annotated;

    /// <summary>True for <c>Step</c> and every kind of it.</summary>
    public bool IsStep(ITypeSymbol? type) => type.IsOrDerivesFrom(Step);

    /// <summary>True for <c>SubscriptionModel</c> and every product.</summary>
    public bool IsSubscriptionModel(ITypeSymbol? type) => type.IsOrDerivesFrom(SubscriptionModel);

    /// <summary>True for <c>Task</c> and <c>ValueTask</c>, with and without a result.</summary>
    public bool IsTask(ITypeSymbol? type) =>
        Is(type, Task) || Is(type, ValueTask) || Is(type?.OriginalDefinition, TaskOfT) || Is(type?.OriginalDefinition, ValueTaskOfT);

    public bool IsFormPage(ITypeSymbol? type) => type.IsOrDerivesFrom(FormPage);

    public bool IsProductBlock(ITypeSymbol? type) => type.IsOrDerivesFrom(ProductBlock);

    /// <summary>True for a view of a product or block, which may be a view of a later lifecycle that adds to that of an earlier one.</summary>
    public bool IsLifecycleView(ITypeSymbol? type)
    {
        for (var current = type?.BaseType; current is not null; current = current.BaseType)
        {
            if (Is(current.OriginalDefinition, LifecycleView))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The id that the compiler reports wherever anything of an assembly is named; null for none. Asked once for each assembly.</summary>
    public string? UseDiagnosticOf(IAssemblySymbol assembly) => _useDiagnostics.GetOrAdd(assembly, key => UseDiagnostics.Find(key, this));

    /// <summary>False for an assembly that is only reached by an extern alias: emitted code, which begins every name with <c>global::</c>, cannot name its types.</summary>
    public bool IsGlobal(IAssemblySymbol? assembly) =>
        assembly is null || !HasAliases || Compilation.GetMetadataReference(assembly)?.Properties.Aliases is not [_, ..] aliases || aliases.Contains("global");

    private bool HasAliases => _hasAliases ??= Compilation.References.Any(static reference => !reference.Properties.Aliases.IsEmpty);

    /// <summary>Those of a compilation: the generator and all rules ask the same object, so that nothing is resolved or bound twice.</summary>
    public static KnownTypes Of(Compilation compilation) => All.GetValue(compilation, static key => new(key));

    /// <summary>The semantic model of a file of the compilation; the same each time, because it remembers what it has bound.</summary>
    public SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, key => Compilation.GetSemanticModel(key));

    /// <summary>The workflow attribute of a method, read once; null when it has none.</summary>
    public WorkflowDeclaration? DeclarationOf(IMethodSymbol method) => _declarations.GetOrAdd(method, read => WorkflowDeclaration.Read(read, this));

    /// <summary>The plan of a modify workflow, made by whoever asks first.</summary>
    public Parsed<ReconcilePlan> PlanOf(IMethodSymbol workflow, Func<Parsed<ReconcilePlan>> create) => _plans.TryGetValue(workflow, out var known) ? known : _plans.GetOrAdd(workflow, create());

    /// <summary>The views of a product or block, found by whoever asks first.</summary>
    public ImmutableArray<string> ViewsOf(INamedTypeSymbol type, Func<ImmutableArray<string>> find) => _views.TryGetValue(type, out var known) ? known : _views.GetOrAdd(type, find());

    /// <summary>The names that the workflows of a class give as their forms.</summary>
    public ImmutableHashSet<string> FormsOf(INamedTypeSymbol type) =>
        _forms.GetOrAdd(type, key => [.. key.GetMembers().Select(member => WorkflowDeclaration.TryRead(member, this)?.InputForm).OfType<string>()]);

    /// <summary>Compares by identity, nullability aside; an unresolved type equals nothing.</summary>
    public static bool Is(ITypeSymbol? type, INamedTypeSymbol? known) =>
        type is not null && known is not null && SymbolEqualityComparer.Default.Equals(type, known);

    private INamedTypeSymbol? Resolve(string metadataName)
    {
        if (Compilation.GetTypeByMetadataName(metadataName) is { } single)
        {
            return single;
        }

        // Null also means that several references define it, for example a package that carries its own copy.
        ImmutableArray<INamedTypeSymbol> all = Compilation.GetTypesByMetadataName(metadataName);
        INamedTypeSymbol? best = null;
        foreach (var candidate in all)
        {
            if (candidate.DeclaredAccessibility != Accessibility.Public)
            {
                continue;
            }

            if (best is null || Rank(candidate) < Rank(best))
            {
                best = candidate;
            }
        }

        return best;
    }

    private static int Rank(INamedTypeSymbol type) => type.ContainingAssembly.Name switch
    {
        "Orchestrator.Runtime" or "System.Runtime" or "System.Private.CoreLib" => 0,
        _ => 1,
    };
}
