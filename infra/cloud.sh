# The commands of ./imprimatur that work on an AWS account; read by it, not run on its own.
# shellcheck shell=bash disable=SC2154

cdk_version=2.1148.1
functions_jar=aws/target/imprimatur-aws-functions.jar
web_zip=web/target/function.zip

stage_of() {
  [[ -n ${1:-} ]] || misused "say which stage, such as dev."
  [[ $1 =~ ^[a-z][a-z0-9-]{1,15}$ ]] || misused "a stage has 2 to 16 letters a-z, digits and hyphens, unlike '$1'."
  printf '%s\n' "$1"
}

need_aws() {
  command -v aws >/dev/null ||
    fail "this needs the AWS CLI, version 2, but there is no 'aws' command."
  aws sts get-caller-identity --output text >/dev/null 2>&1 ||
    fail "this needs AWS credentials$1; 'aws sts get-caller-identity' has none that work.
Set AWS_PROFILE, or sign in with 'aws sso login', or set AWS_ACCESS_KEY_ID and its companions."
  [[ -n ${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}} ]] ||
    fail "this needs a region: set AWS_REGION, such as eu-central-1."
}

# output STAGE NAME: one of the values that the stage's stack gives out.
output() {
  aws cloudformation describe-stacks --stack-name "imprimatur-$1" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$2'].OutputValue" 2>/dev/null || true
}

cdk() {
  (cd "$root/infra" && CDK_DISABLE_CLI_TELEMETRY=true \
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=18,20 npx --yes "aws-cdk@$cdk_version" "$@")
}

# What a stage was told, one setting a line: infra/stages/STAGE.
settings_of() {
  local line
  [[ -f $root/infra/stages/$1 ]] || return 0
  while IFS= read -r line; do
    [[ -z $line || $line == \#* ]] || printf -- '-c\n%s\n' "$line"
  done <"$root/infra/stages/$1"
}

build_for_cloud() {
  say "Building what is uploaded ..."
  (cd "$root" && mvn -B -q -Dmaven.test.skip=true -Dspotless.check.skip=true -Plambda \
    -pl aws,web,infra -am package >&2) || fail "the build failed; what Maven said is above."
  local file
  for file in "$functions_jar" "$web_zip"; do
    [[ -f $root/$file ]] || fail "the build made no $file."
  done
}

deploy() {
  local stage settings
  stage=$(stage_of "${1:-}")
  need_tools
  command -v npx >/dev/null || fail "this needs npm, which brings 'npx'."
  need_aws " that may make stacks and assume the roles of the CDK"
  build_for_cloud
  if ! aws cloudformation describe-stacks --stack-name CDKToolkit >/dev/null 2>&1; then
    say "Making ready the account and region for the CDK, once ..."
    cdk bootstrap --app '' || fail "the account could not be made ready."
  fi
  mapfile -t settings < <(settings_of "$stage")
  cdk deploy --require-approval "$([[ -n ${CI:-} ]] && echo never || echo broadening)" -c "stage=$stage" \
    "${settings[@]}" "${@:2}" || fail "the stage was not deployed; what the CDK said is above."
  say "Stage $stage is at $(output "$stage" Site)"
}

destroy() {
  local stage bucket
  stage=$(stage_of "${1:-}")
  if [[ $stage == prod && ${2:-} != --yes-destroy-prod ]]; then
    fail "prod is only destroyed with: ./imprimatur destroy prod --yes-destroy-prod
Its tables, users and logs would stay in the account all the same."
  fi
  need_aws " that may delete stacks"
  bucket=$(output "$stage" FailedBatches)
  [[ -n $bucket ]] || fail "there is no stage $stage in this account and region."
  if [[ $stage == prod ]]; then
    aws cloudformation update-termination-protection --stack-name "imprimatur-$stage" \
      --no-enable-termination-protection >/dev/null
  else
    aws s3 rm "s3://$bucket" --recursive --quiet
  fi
  say "Destroying stage $stage; that takes some minutes ..."
  aws cloudformation delete-stack --stack-name "imprimatur-$stage"
  aws cloudformation wait stack-delete-complete --stack-name "imprimatur-$stage" ||
    fail "the stack imprimatur-$stage is not gone; the CloudFormation console says why."
  say "Stage $stage is gone."
}

moderator() {
  local stage email=${2:-} users user
  stage=$(stage_of "${1:-}")
  [[ $email =~ ^[^\"\\[:space:]]+@[^\"\\[:space:]]+$ ]] ||
    misused "moderator wants a stage and the address that somebody signed up with."
  need_aws " that may list the users of the pool and put one into a group"
  users=$(output "$stage" UserPool)
  [[ -n $users ]] || fail "there is no stage $stage in this account and region."
  user=$(aws cognito-idp list-users --user-pool-id "$users" --filter "email = \"$email\"" \
    --query "Users[?UserStatus=='CONFIRMED'].Username | [0]" --output text)
  [[ -n $user && $user != None ]] ||
    fail "nobody has signed up with $email and confirmed it; that comes first, at $(output "$stage" Site)"
  aws cognito-idp admin-add-user-to-group --user-pool-id "$users" --username "$user" \
    --group-name moderator
  say "$email is a moderator of $stage, from the next sign-in on."
}
