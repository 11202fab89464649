using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Refusals;

namespace Orchestrator.Generators.Rules.Refusals;

/// <summary>Says which rule reports a refusal, and how. A kind without a row does not compile.</summary>
internal static class RefusalTable
{
    private const string Obsolete =
        "[Obsolete] makes its use an error, but emitted code uses it; remove 'true' from [Obsolete], or remove the other attribute";

    /// <summary>The rule and the text of a refusal; null for one that is said elsewhere.</summary>
    public static (DiagnosticDescriptor Rule, string Problem)? Find(Refusal refusal)
    {
        var detail = refusal.Detail;

        // The compiler warns of numbers that are not a named kind, which nothing makes. That a named kind is missing is an error.
#pragma warning disable CS8524
        return refusal.Kind switch
        {
            RefusalKind.ReportedByCompiler
            or RefusalKind.ReportedElsewhere
            or RefusalKind.ProductIsRefused
            or RefusalKind.TypeNotSeen
            or RefusalKind.NotPartial => null,

            RefusalKind.FileLocalClass => Place(
                $"its class '{refusal.At.Name}' is file-local, so the registry of the assembly cannot access it; remove 'file'"
            ),
            RefusalKind.HiddenClass => Place(
                $"its class '{refusal.At.Name}' is hidden from the registry of the assembly; make it internal or public"
            ),
            RefusalKind.GenericClass => Place($"its class '{refusal.At.Name}' is generic; move it to a class that is not"),
            RefusalKind.ObsoleteClass => Place(
                $"its class '{refusal.At.Name}' cannot be used by emitted code, because [Obsolete] makes its use an error; remove "
                    + "'true' from [Obsolete], or remove the other attribute"
            ),
            RefusalKind.NameTaken => Place(
                $"the build emits a class '{detail}' into its class, which has that name or a member of that name; rename it"
            ),

            RefusalKind.SeveralModelMarks => Model(
                "it is marked [Product] and [ProductBlock], and a class is one of them; remove the other"
            ),
            RefusalKind.WrongBase => Model($"it must derive from {detail}"),
            RefusalKind.AbstractModel => Model(
                "it is abstract, so no object of it can be created; remove the attribute, and put it on the classes that derive from it"
            ),
            RefusalKind.NotCreatable => Model(
                "it has no accessible constructor without parameters, or has required members; give it such a constructor"
            ),
            RefusalKind.ModelNameTaken => Name(
                refusal.At is INamedTypeSymbol { TypeKind: TypeKind.Class }
                    ? $"the build emits a member '{detail}' into it, but that is its own name; rename it"
                    : $"the build emits a member '{detail}' into it, but it already has a member of that name; rename it"
            ),

            RefusalKind.HidesBase => Model(
                $"it hides '{detail}', which is there and stored without it; remove it, or give it another name"
            ),
            RefusalKind.ObsoleteMember => Model(
                "[Obsolete] makes its use an error, but emitted code loads and saves it; remove 'true' from [Obsolete], or mark it "
                    + "[NotMapped]"
            ),
            RefusalKind.GetterIsHidden => Model(
                $"'{detail}' cannot access its getter, so it is not stored; make the getter protected, or mark it [NotMapped]"
            ),
            RefusalKind.SetterIsHidden => Model(
                $"'{detail}' cannot access its setter, so it is not stored; make the setter protected, or mark it [NotMapped]"
            ),
            RefusalKind.NoSetter => Model(
                $"it has no setter, so changes of its {detail} are not stored; write '{{ get; set; }}', or mark it [NotMapped]"
            ),
            RefusalKind.InitOnly => Model(
                "it can only be set by an initializer, but a subscription is filled after it is created; write 'set' instead of 'init'"
            ),
            RefusalKind.ListIsNullable => Model("a list can be empty, but not null; remove '?'"),
            RefusalKind.ElementIsNullable => Model("its elements cannot be null; remove '?' from their type"),
            RefusalKind.FixedInputIsNullable => Model(
                "a value of a product's own is a fixed input, which is never null; remove '?', or put what subscriptions differ in into a "
                    + "product block"
            ),
            RefusalKind.FixedInputIsList => Model("a fixed input is one value; put the list in a block"),
            RefusalKind.UnionIsWrong => Model(
                "[OneOf] must name two or more block classes that derive from the member's type, are marked [ProductBlock] and "
                    + "have a constructor without parameters"
            ),
            RefusalKind.BlockIsNotMarked => Model($"'{detail}' is not marked; put [ProductBlock(\"...\")] on it"),
            RefusalKind.BlockIsNotCreatable => Model(
                $"'{detail}' cannot be created; give it an accessible constructor without parameters, and no required members"
            ),
            RefusalKind.EnumIsAmbiguous => Model(detail),
            RefusalKind.TypeIsNotStorable => Model(
                $"'{detail}' cannot be stored; use a string, int, long, decimal, double, bool, Guid, DateOnly, DateTimeOffset, "
                    + "IPAddress, enum, block, or List of them, or mark it [NotMapped]"
            ),

            RefusalKind.SeveralMarks => Shape($"it is marked {detail}, but a method can only be one of them; remove the others"),
            RefusalKind.NotCalledByName => Shape($"it is {detail}, which emitted code cannot call; mark a static method of the class"),
            RefusalKind.Vararg => Shape("it has '__arglist', for which the engine has no values; remove it"),
            RefusalKind.Obsolete => Shape(Obsolete),
            RefusalKind.NotStatic => Shape("it is not static; write 'static'"),
            RefusalKind.StepNotStatic => Shape("it is not static; write 'static' and take services as parameters of an interface type"),
            RefusalKind.AbstractOrVirtual => Shape(
                "it is abstract or virtual, so its body is not known at build time; write it as a static method with a body"
            ),
            RefusalKind.Extern => Shape("it is extern; write a method with a body that calls the external function"),
            RefusalKind.NoBody => Shape("it is a partial method without a body; write the part that implements it"),
            RefusalKind.OnlyNative => Shape(
                "it is [UnmanagedCallersOnly], so emitted code cannot call it; remove that attribute, and put it on another method"
            ),
            RefusalKind.Conditional => Shape(
                "it is [Conditional], so that a build without that symbol leaves out its call; remove that attribute, and write "
                    + "#if in its body"
            ),
            RefusalKind.Generic => Shape("it is generic; remove its type parameters"),
            RefusalKind.HasParameters => Shape(
                "it has parameters; remove them, because a workflow's steps get their values from the state"
            ),
            RefusalKind.NoStepList => Shape($"it returns '{detail}'; it must return StepList"),
            RefusalKind.InExtensionBlock => Place(
                "it is declared in an extension block, where emitted code cannot name it; move it out of the block"
            ),
            RefusalKind.LocalFunction => Place(
                "it is a local function or lambda, and the engine finds steps and workflows by their class and name; make it a "
                    + "method of the class"
            ),
            RefusalKind.ResultByReference => Shape("it returns its result by reference; return it by value"),
            RefusalKind.Overloaded => Shape(
                $"its class has another method of this name, so that '>> {refusal.At.Name}' is ambiguous; give one of them another name"
            ),
            RefusalKind.InheritedOverload => Shape(
                $"it inherits another method of this name from '{detail}', so that '>> {refusal.At.Name}' is ambiguous; rename it"
            ),
            RefusalKind.ParameterByReference => Shape($"its parameter '{detail}' is passed by ref, in, out or params; pass it by value"),
            RefusalKind.AsyncVoid => Shape("it is 'async void', which cannot be awaited; return Task"),
            RefusalKind.ResultWithoutKeys => Result(
                $"its result '{detail}' does not name its state keys; write 'Gives = \"...\"' in the attribute for one value, or return "
                    + "a tuple with named elements, a record, a subscription, State, or nothing"
            ),
            RefusalKind.ResultIsAwaitable => Result(
                $"its result '{detail}' must be awaited, and only Task and ValueTask can be; return one of them"
            ),
            RefusalKind.RepeatedKey => Result(
                $"its result gives the state key {detail}, of which only the last one is kept; rename one of them"
            ),
            RefusalKind.ObsoleteKey => Result(
                $"its result's '{detail}' cannot be read, because [Obsolete] makes its use an error; remove 'true' from [Obsolete], "
                    + "or return another type"
            ),

            RefusalKind.ChainNotReadable => Shape("it cannot be read; give it a getter"),
            RefusalKind.ChainTypeIsWrong => Shape($"its type is '{detail}'; it must be StepList"),
            RefusalKind.ChainWorkflowIsNotAName => Reconcile(
                $"the name '{detail}' of its reconcile workflow is not a valid method name; write an identifier, such as "
                    + "'ReconcileNode', or remove Workflow"
            ),

            RefusalKind.StepAsks => Parameter(
                "a step cannot show a form; show it in the workflow's InputForm or in a method marked [InputStep], and read the "
                    + "answer by its key"
            ),
            RefusalKind.KeyIsArray => Parameter(
                "the key of its service is an array, which equals no other one, so that no service is found under it; take a text, "
                    + "number, enum or type as the key"
            ),
            RefusalKind.KeyIsInherited => Parameter(
                "its attribute derives from [FromKeyedServices], and the key that a derived class sets in its constructor is not "
                    + "read; write [FromKeyedServices(...)]"
            ),
            RefusalKind.FormParameterByReference => Parameter("it is passed by ref, in, out or params; pass it by value"),
            RefusalKind.Delegate => Parameter(
                $"'{detail}' cannot be stored in the state; mark it [FromServices], or use the value that it returns"
            ),
            RefusalKind.NoJson => Parameter($"'{detail}' cannot be stored in the state; use a type that JSON can represent"),
            RefusalKind.Live => refusal.At is IParameterSymbol
                ? Parameter($"'{detail}' lives in one process only and cannot be stored in the state; use the value that it gives")
                : Shape(
                    $"'{detail}' in its result lives in one process only and cannot be stored in the state; return the value that it gives"
                ),
            RefusalKind.ObsoleteType => Named(
                $"its type '{detail}' cannot be used by emitted code, because [Obsolete] makes its use an error; remove 'true' from "
                    + "[Obsolete], or use another type"
            ),
            RefusalKind.AliasedType => Named(
                $"its type '{detail}' can only be named with an extern alias, which emitted code does not have; add 'global' to the "
                    + "Aliases of the reference, or use another type"
            ),

            RefusalKind.ResourceIsAbstract => Resource("it is abstract; mark the classes that derive from it"),
            RefusalKind.ResourceHasNoName => Resource("its name is null or empty; write the name that operators see"),
            RefusalKind.ResourceNameTaken => Resource(
                $"the build emits a member '{detail}' into it, but it has that name or a member of that name; rename it"
            ),
            RefusalKind.ResourceBaseIsWrong => Resource(
                "it must derive from ExternalResource<TModel, TState> or ExternalResource<TModel, TView, TState>"
            ),
            RefusalKind.ResourceModelIsWrong => Resource(
                $"'{detail}' is not a product, or not a view of the resource's product; name a class that is marked "
                    + "[Product(\"...\")], and a view of it such as 'L2vpn.Provisioning'"
            ),
            RefusalKind.ResourceIsNotRead => Resource("it does not override ReadAsync; override it, or write 'Readable = false'"),
            RefusalKind.ResourceNeverSettles => Resource(
                $"SettlesWithin '{detail}' cannot be used; write a time span of at most one day, such as \"00:01:00\", and only for "
                    + "a system that can be read"
            ),
            RefusalKind.ResourceSetIsNotReadable => Resource(
                "it is a set of objects, of which an apply could not tell which to remove; remove 'Readable = false', or use "
                    + "ExternalResource for a single object"
            ),
            RefusalKind.ResourceConstructor => Resource(
                $"{detail}, but the engine creates it with the services of a step; give it one constructor whose parameters are services"
            ),
            RefusalKind.StateIsNotCompared => Resource(
                $"its state '{detail}' has no members that can be compared, which a value or a list never has; use a record or "
                    + "class with public members"
            ),
            RefusalKind.StateMemberIsNotCompared => State(
                $"{detail} cannot be compared; use a value, record, list or dictionary, or mark it [NotCompared] or [WriteOnly]"
            ),
            RefusalKind.StateIsMarked => State(
                $"'{detail}' is marked [Sensitive], [WriteOnly] or [NotCompared] as a whole; mark members of it instead"
            ),
            RefusalKind.StateMemberIsLost => State(
                $"{detail} would not be compared, because its type cannot be created from its members: {refusal.Value}"
            ),
            RefusalKind.StateMembersHaveOneName => State($"{detail} would have the path of another member: {refusal.Value}"),
            RefusalKind.StateMemberIsNoList => State(
                $"{detail} is marked as a list, but it is not one; remove [ElementKey] or [Unordered]"
            ),
            RefusalKind.StateMemberIsObsolete => State(
                $"{detail} cannot be compared, because [Obsolete] makes its use an error; remove 'true' from [Obsolete], or remove "
                    + "it from the state"
            ),
            RefusalKind.StateMemberIsNotSeen => State(
                $"{detail} cannot be compared, because [JsonInclude] stores what the resource cannot access; make it public, or "
                    + "internal in the resource's own assembly, or mark it [WriteOnly]"
            ),
            RefusalKind.StateMemberIsNotTaken => State(
                $"{detail} is [NotCompared] or contains a member that is, and the actual value cannot be copied into it before an "
                    + "apply; give it a setter, and use a list that has an order or an [ElementKey], not a list of lists"
            ),
            RefusalKind.ElementKeyIsMissing => State(
                $"the elements of {detail} have no member '{refusal.Value}' that is a single value; name one that they have"
            ),
            RefusalKind.ElementKeyIsHidden => State(
                $"the elements of {detail} are identified by '{refusal.Value}', which is [Sensitive] or [WriteOnly] and would be "
                    + "shown in paths; name another member"
            ),
            RefusalKind.DictionaryKeyIsHidden => State(
                $"the keys of {detail} are of type '{refusal.Value}', which is [Sensitive] or [WriteOnly] and would be shown in "
                    + "paths; use a list, or keys of another type"
            ),

            RefusalKind.NoName => Option("a name cannot be null or empty; write the name that operators see"),
            RefusalKind.WholeKeyIsEmpty => Option("it is empty; write the state key of the result, in snake_case"),
            RefusalKind.WholeKeyHasNoValue => Option(
                "the method returns nothing, a subscription or a State, of which the keys are known; return the value, or remove Gives"
            ),
            RefusalKind.NoAssignee => Option("an assignee cannot be null; write who answers the form, such as Assignee.Noc"),
            RefusalKind.UnknownTarget => Option("it is not one of the targets; write one of them, such as Target.System"),
            RefusalKind.NoDescription => Option("a description cannot be null or empty; write the description that menus show"),
            RefusalKind.NoProduct => Reference(
                $"a {detail} workflow runs on the subscriptions of a product; name its "
                    + $"class{(refusal.Argument == "products" ? " after the description" : "")}"
            ),
            RefusalKind.NotAProduct => Reference(
                "it is not a product; name a class that derives from SubscriptionModel and is marked [Product(\"...\")]"
            ),
            RefusalKind.ProductNotMarked => Reference("its class is not marked; put [Product(\"...\")] on it"),
            RefusalKind.FormIsMissing => Reference(
                AskForFormOfPage(refusal)
                    ?? $"class '{refusal.At.ContainingType.Name}' has no such method"
                        + (AskForNearest(refusal, static method => method.Parameters.Any(IsSession)) ?? "; write it, or remove InputForm")
            ),
            RefusalKind.FormIsInherited => Reference(
                $"class '{refusal.At.ContainingType.Name}' only inherits it; declare it in '{refusal.At.ContainingType.Name}' itself"
            ),
            RefusalKind.FormNotStatic => Reference("it is not static; write 'static'"),
            RefusalKind.FormIsNotAMethod => Reference(
                AskForFormOfPage(refusal) ?? "it is not a method; a form is a static method that shows pages"
            ),
            RefusalKind.FormIsAmbiguous => Reference(
                $"class '{refusal.At.ContainingType.Name}' has several members of this name; give the form another name"
            ),
            RefusalKind.FormIsStep => Reference("it is a step; write the form as a separate method, without [Step] or [InputStep]"),
            RefusalKind.FormIsGeneric => Reference("it is generic; remove its type parameters"),
            RefusalKind.FormResultWithoutKeys => Reference(
                $"its result '{detail}' does not name its state keys; return a page, a tuple of pages, a tuple with named elements, "
                    + "or State"
            ),

            RefusalKind.DefaultsAreMissing => Reference(
                $"class '{refusal.At.ContainingType.Name}' has no such method"
                    + (
                        AskForNearest(refusal, static method => !method.GetAttributes().IsEmpty)
                        ?? "; write it and mark it [Step(\"...\")], or remove Defaults"
                    )
            ),
            RefusalKind.DefaultsNotMarked => Reference("it is not marked; put [Step(\"...\")] on it"),
            RefusalKind.DefaultsAreNoMethod => Reference("it is not a method; it must be one that is marked [Step(\"...\")]"),
            RefusalKind.DefaultsAreAmbiguous => Reference(
                $"class '{refusal.At.ContainingType.Name}' has several members of this name; give the step another name"
            ),
            RefusalKind.ReconcileNameTaken => Reconcile(
                $"its reconcile workflow would be named '{detail}', but class '{refusal.At.ContainingType.Name}' has that name or a "
                    + "member of that name; rename it, set Workflow on the [ExternalSystemSteps] chain, or write 'Reconcile = false'"
            ),
            RefusalKind.ReconcileNamesDiffer => Reconcile(
                $"its chains give its reconcile workflow several names: {detail}; use one name for all of them, or use one chain"
            ),
            RefusalKind.ChainIsEmitted => Reconcile(
                $"'{detail}' is emitted by another source generator, whose output this generator does not see, so no reconcile "
                    + "workflow is emitted; write it in this project, or in one that it references"
            ),
            RefusalKind.ChainNotReachable => Reconcile(
                $"emitted code cannot name the chain '{detail}', so no reconcile workflow is emitted; move the chain to a class "
                    + "that other files can name, or write 'Reconcile = false'"
            ),
        };
#pragma warning restore CS8524

        // What is wrong with something that an attribute names is said where it is named.
        (DiagnosticDescriptor, string)? Shape(string problem) =>
            refusal.Argument.Length > 0 ? Reference(problem) : (DiagnosticDescriptors.ShapeCannotBeUsed, problem);

        (DiagnosticDescriptor, string)? Result(string problem) =>
            refusal.Argument.Length > 0 ? Reference(problem) : (DiagnosticDescriptors.ResultCannotBeKept, problem);

        (DiagnosticDescriptor, string)? Named(string problem) =>
            refusal.At switch
            {
                IParameterSymbol => Parameter(problem),
                IPropertySymbol => Model(problem),
                _ => Shape(problem),
            };
    }

    /// <summary>The text of a refusal of the class of a product or block, or of a class around it.</summary>
    public static (DiagnosticDescriptor Rule, string Problem)? FindForModel(Refusal refusal, INamedTypeSymbol type)
    {
        var subject = SymbolEqualityComparer.Default.Equals(refusal.At, type) ? "it" : $"'{refusal.At.Name}' around it";
        var place = refusal.Kind switch
        {
            RefusalKind.FileLocalClass => $"{subject} is file-local, so emitted code cannot name it; remove 'file'",
            RefusalKind.GenericClass when subject == "it" => "it is generic; write a class that is not generic for each type argument",
            RefusalKind.GenericClass => $"{subject} is generic; move the class out of it",
            RefusalKind.HiddenClass =>
                $"{subject} is {(refusal.At.DeclaredAccessibility == Accessibility.Private ? "private" : "protected")}, so the "
                    + "emitted registry cannot access it; make it internal or public",
            RefusalKind.ObsoleteClass =>
                $"{subject} cannot be used by emitted code, because [Obsolete] makes its use an error; remove 'true' from "
                    + "[Obsolete], or remove the other attribute",
            _ => null,
        };
        return place is null ? Find(refusal) : Model(place);
    }

    /// <summary>The text of a refusal of an external resource, of a class around it, or of its state.</summary>
    public static (DiagnosticDescriptor Rule, string Problem)? FindForResource(Refusal refusal, INamedTypeSymbol type) =>
        FindForModel(refusal, type) is var (rule, problem)
            ? (
                rule.Id is DiagnosticIds.CannotBeMapped or DiagnosticIds.PlaceCannotBeReached
                    ? DiagnosticDescriptors.ResourceCannotBeUsed
                    : rule,
                problem
            )
            : null;

    // The author's own methods that could be meant.
    private static string? AskForNearest(Refusal refusal, Func<IMethodSymbol, bool> isPossible) =>
        NearNames.Find(
            refusal.Value,
            refusal
                .At.ContainingType.GetMembers()
                .OfType<IMethodSymbol>()
                .Where(method => method.MethodKind == MethodKind.Ordinary && isPossible(method))
                .Select(static method => method.Name)
        )
            is { } nearest
            ? NearNames.Ask(nearest)
            : null;

    // What is named may be a page that a form of the class gives.
    private static string? AskForFormOfPage(Refusal refusal) =>
        refusal
            .At.ContainingType.GetMembers()
            .OfType<IMethodSymbol>()
            .FirstOrDefault(method =>
                method.Parameters.Any(IsSession)
                && method.ReturnType is INamedTypeSymbol { TypeArguments: [{ Name: var page }] }
                && page == refusal.Value
            )
            is { Name: var form }
            ? $"it is a page, and a form is a method that asks pages; write 'nameof({form})'"
            : null;

    private static bool IsSession(IParameterSymbol parameter) => parameter.Type.Name == "FormSession";

    private static (DiagnosticDescriptor, string)? Resource(string problem) => (DiagnosticDescriptors.ResourceCannotBeUsed, problem);

    private static (DiagnosticDescriptor, string)? State(string problem) => (DiagnosticDescriptors.StateCannotBeCompared, problem);

    private static (DiagnosticDescriptor, string)? Place(string problem) => (DiagnosticDescriptors.PlaceCannotBeReached, problem);

    private static (DiagnosticDescriptor, string)? Reconcile(string problem) => (DiagnosticDescriptors.ReconcileCannotBeEmitted, problem);

    private static (DiagnosticDescriptor, string)? Option(string problem) => (DiagnosticDescriptors.OptionHasNoUsableValue, problem);

    private static (DiagnosticDescriptor, string)? Name(string problem) => (DiagnosticDescriptors.NameCannotBeUsed, problem);

    private static (DiagnosticDescriptor, string)? Model(string problem) => (DiagnosticDescriptors.CannotBeMapped, problem);

    private static (DiagnosticDescriptor, string)? Parameter(string problem) => (DiagnosticDescriptors.ParameterCannotBeBound, problem);

    private static (DiagnosticDescriptor, string)? Reference(string problem) => (DiagnosticDescriptors.ReferenceIsWrong, problem);
}
