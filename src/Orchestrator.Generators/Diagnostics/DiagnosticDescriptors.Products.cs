using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Diagnostics;

/// <content>The rules of the category <see cref="DiagnosticCategories.Products"/>.</content>
internal static partial class DiagnosticDescriptors
{
    // That a workflow is nowhere only the whole compilation shows, so the rule waits for its end.
    public static readonly DiagnosticDescriptor WorkflowIsMissing = new(
        DiagnosticIds.WorkflowIsMissing,
        "A product has a create workflow but no terminate or validate workflow",
        "Product '{0}' has the create workflow '{1}', but no {2} workflow; add {3}{4}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A product that can be created needs a workflow that terminates it, and with external resources one that compares them.",
        HelpLink + DiagnosticIds.WorkflowIsMissing + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    public static readonly DiagnosticDescriptor FormHasEffect = new(
        DiagnosticIds.FormHasEffect,
        "A form has a side effect",
        "Form '{0}' has a side effect: {1}. A form is run again with every page, so ask in the form and act in a step.",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A form keeps nothing between two posts: it is run again from its beginning with all pages posted so far. Any side effect "
            + "happens several times, and also if nothing is started.",
        HelpLink + DiagnosticIds.FormHasEffect + ".md"
    );

    public static readonly DiagnosticDescriptor CannotBeMapped = new(
        DiagnosticIds.CannotBeMapped,
        "A product or block cannot be mapped",
        "{0} '{1}' cannot be mapped: {2}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A product derives from SubscriptionModel and holds fixed inputs and blocks; a block derives from ProductBlock and holds "
            + "values and blocks. Every public member that can be set is stored, so its type must be one that can be stored.",
        HelpLink + DiagnosticIds.CannotBeMapped + ".md"
    );

    public static readonly DiagnosticDescriptor AttributeHasNoEffect = new(
        DiagnosticIds.AttributeHasNoEffect,
        "An attribute of a stored member has no effect",
        "{0} '{1}' has an attribute without effect: {2}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The runtime enforces the attributes that it knows, on the members to which they apply. Any other attribute would have no effect.",
        HelpLink + DiagnosticIds.AttributeHasNoEffect + ".md"
    );

    public static readonly DiagnosticDescriptor FixedInputIsWrong = new(
        DiagnosticIds.FixedInputIsWrong,
        "A fixed input is invalid",
        "{0} '{1}' cannot be used: {2}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Each product gives every fixed input of its class one value: text that can be converted to the type of the property.",
        HelpLink + DiagnosticIds.FixedInputIsWrong + ".md"
    );

    public static readonly DiagnosticDescriptor NameCannotBeUsed = new(
        DiagnosticIds.NameCannotBeUsed,
        "A name of a product or block is taken, empty or too long",
        "{0} '{1}' cannot be used: {2}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Products, blocks and their members are stored by their names, which have to differ and to fit their columns, and the "
            + "build emits members of its own into their classes.",
        HelpLink + DiagnosticIds.NameCannotBeUsed + ".md"
    );

    // The same rule at the end of the compilation, which alone shows all names.
    public static readonly DiagnosticDescriptor ModelNameIsTaken = new(
        DiagnosticIds.NameCannotBeUsed,
        "A name of a product or block is taken, empty or too long",
        "{0} '{1}' cannot be used: {2}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A product and a block are stored and found by their names, so a name must be unique in an assembly and its references.",
        HelpLink + DiagnosticIds.NameCannotBeUsed + ".md",
        WellKnownDiagnosticTags.CompilationEnd
    );

    public static readonly DiagnosticDescriptor BlockIsNotValid = new(
        DiagnosticIds.BlockIsNotValid,
        "A required member holds a block that is not valid in its lifecycle",
        "Member '{0}' of '{1}' is required in {2}, but a block '{3}' is only valid in {4}; add {5} to its ValidIn, or require the "
            + "member from a later lifecycle on",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A block says with ValidIn in which lifecycles a subscription may hold it. If a member is required in another lifecycle, "
            + "no subscription can reach that lifecycle.",
        HelpLink + DiagnosticIds.BlockIsNotValid + ".md"
    );

    public static readonly DiagnosticDescriptor PageCannotBeAsked = new(
        DiagnosticIds.PageCannotBeAsked,
        "A page of a form cannot be shown",
        "Page '{0}' cannot ask for '{1}': {2}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A page is rendered from its JSON schema and read by the serializer. A member whose type has no form field could never be "
            + "filled in.",
        HelpLink + DiagnosticIds.PageCannotBeAsked + ".md"
    );

    public static readonly DiagnosticDescriptor RequiredMemberIsNotSet = new(
        DiagnosticIds.RequiredMemberIsNotSet,
        "A workflow leaves a required member without a value",
        "Workflow '{0}' sets the status '{1}', which requires {2}, but no step before it sets {3}. Set {3} in a step that returns the "
            + "subscription.",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A subscription reaches a status only when it has all that its product requires there. A create workflow sets the status active "
            + "at its end, and fails there if a value is missing.",
        HelpLink + DiagnosticIds.RequiredMemberIsNotSet + ".md"
    );

    public static readonly DiagnosticDescriptor RequiredMemberIsCleared = new(
        DiagnosticIds.RequiredMemberIsNotSet,
        "A workflow leaves a required member without a value",
        "In workflow '{0}' the step '{1}' sets '{2}' to null, which the status '{3}' requires. Set a value, or require the member in no "
            + "status in which it may be empty.",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A modify workflow runs on an active subscription, which is only stored with all that its product requires there.",
        HelpLink + DiagnosticIds.RequiredMemberIsNotSet + ".md"
    );

    public static readonly DiagnosticDescriptor ValueIsRefused = new(
        DiagnosticIds.ValueIsRefused,
        "A step sets a value that its block refuses",
        "Step '{0}' sets '{1}' to {2}, which its {3} refuses, so the step fails when it stores the subscription. Set a value within the "
            + "limits, or change them.",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The limits of a member of a product or block are checked when the subscription is saved, which is the end of each step that "
            + "returns it.",
        HelpLink + DiagnosticIds.ValueIsRefused + ".md"
    );

    public static readonly DiagnosticDescriptor MemberIsNotStored = new(
        DiagnosticIds.MemberIsNotStored,
        "A member of a product or block is not stored",
        "Member '{0}.{1}' is not stored: {2}, or mark it [NotMapped] if it is not to be stored",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Only public properties are stored. What a step writes into another member is gone when the next step loads the subscription.",
        HelpLink + DiagnosticIds.MemberIsNotStored + ".md"
    );

    public static readonly DiagnosticDescriptor ViewIsMissing = new(
        DiagnosticIds.ViewIsMissing,
        "A lifecycle view does not exist",
        "View '{0}.{1}' does not exist: {2}",
        DiagnosticCategories.Products,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A product or block has a view for a lifecycle in which something is required that may be null before.",
        HelpLink + DiagnosticIds.ViewIsMissing + ".md"
    );
}
