namespace Orchestrator.Generators.Diagnostics;

/// <summary>The ids of all rules. From the first release on an id is never renumbered and never used again.</summary>
internal static class DiagnosticIds
{
    public const string ClassIsNotPartial = "ORCH1001";
    public const string ShapeCannotBeUsed = "ORCH1002";
    public const string WorkflowNameIsTaken = "ORCH1003";
    public const string ReferenceIsWrong = "ORCH1004";
    public const string StepNameIsAmbiguous = "ORCH1005";
    public const string ShippedWorkflowDiffers = "ORCH1006";
    public const string WorkflowCannotComplete = "ORCH1007";
    public const string LanguageIsTooOld = "ORCH1008";
    public const string OptionHasNoUsableValue = "ORCH1009";
    public const string PlaceCannotBeReached = "ORCH1010";
    public const string NameIsHidden = "ORCH1011";
    public const string SecondReconcileWorkflow = "ORCH2001";
    public const string ReconcileWorkflowAsks = "ORCH2002";
    public const string ReconcileChangesSubscription = "ORCH2003";
    public const string ChainIsRepeated = "ORCH2004";
    public const string NoExternalSystemSteps = "ORCH2005";
    public const string ReconcileKeyIsMissing = "ORCH2006";
    public const string ChainIsWrapped = "ORCH2007";
    public const string ReconcileCannotBeEmitted = "ORCH2008";
    public const string OperandIsNotAStep = "ORCH3001";
    public const string ParameterCannotBeBound = "ORCH3002";
    public const string KeyIsMissing = "ORCH3003";
    public const string KeyIsReserved = "ORCH3004";
    public const string ChangeIsLost = "ORCH3005";
    public const string StepCannotBeStopped = "ORCH3006";
    public const string StepBlocks = "ORCH3007";
    public const string ResultCannotBeKept = "ORCH3008";
    public const string ValueIsNotReadBack = "ORCH3009";
    public const string CallbackAddressIsNotTaken = "ORCH3010";
    public const string CannotBeMapped = "ORCH4001";
    public const string BlockIsNotValid = "ORCH4002";
    public const string WorkflowIsMissing = "ORCH4003";
    public const string FormHasEffect = "ORCH4004";
    public const string AttributeHasNoEffect = "ORCH4005";
    public const string FixedInputIsWrong = "ORCH4006";
    public const string NameCannotBeUsed = "ORCH4007";
    public const string PageCannotBeAsked = "ORCH4008";
    public const string RequiredMemberIsNotSet = "ORCH4009";
    public const string AnswerIsNotUsed = "ORCH4010";
    public const string PageAllowsMore = "ORCH4011";
    public const string PageIsAskedInVain = "ORCH4012";
    public const string ValueIsRefused = "ORCH4013";
    public const string ResourceCannotBeUsed = "ORCH5001";
    public const string StateCannotBeCompared = "ORCH5002";
    public const string PlanCannotTell = "ORCH5003";
    public const string DescriptionIsNotPure = "ORCH5004";
    public const string ResourceIsNotRemoved = "ORCH5005";
    public const string ResourceIsAppliedTwice = "ORCH5006";
    public const string StepIsNotRepeatable = "ORCH5007";
    public const string ResourceKeyIsReplaced = "ORCH5008";
    public const string ResourceIsLeftBehind = "ORCH5009";
    public const string ResourceIsNotCreated = "ORCH5010";
    public const string FailureIsReadAsMissing = "ORCH5011";
}
